import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { Journal } from '../../src/fix/journal.ts';
import { journalPlace } from '../../src/fix/journal-folder.ts';
import { type Mended, mendDirectory } from '../../src/fix/mend-directory.ts';
import { closeDirectory, openDirectory } from '../../src/platform/directory-handle.ts';
import { systemCalls } from '../../src/platform/load-system-calls.ts';
import type { SystemCalls } from '../../src/platform/system-calls.ts';
import { canBecomeNobody, fixAsNobody, giveToNobody, openHome } from '../helpers/as-user.ts';
import { makeHome, modeOf } from '../helpers/home.ts';

const WAYS = [
  ['system calls', systemCalls()],
  ['names', undefined],
] as const;

/** Something at a place that the plan saw as a file or directory of the mode it has now; then what happens to it. */
type Situation = {
  readonly what: string;
  readonly make: (place: string) => void;
  readonly meanwhile?: (place: string) => void;
  readonly wanted: number;
  readonly result: Pick<Mended, 'outcome' | 'keepsList'>;
  /** Undefined when nothing is there. */
  readonly after?: number;
};

const file = (mode: number) => (place: string) => {
  fs.writeFileSync(place, 'x');
  fs.chmodSync(place, mode);
};
const setAside = (place: string) => fs.renameSync(place, `${place}.aside`); // Keeps its inode from being used again.
const skipped = (reason: string) =>
  ({ outcome: { status: 'skipped', reason }, keepsList: false }) as Situation['result'];
const DONE: Situation['result'] = { outcome: { status: 'done' }, keepsList: false };
const hasSetfacl = fs.existsSync('/usr/bin/setfacl');

const situations: readonly Situation[] = [
  { what: 'a loose file', make: file(0o644), wanted: 0o600, result: DONE, after: 0o600 },
  { what: 'a file that may not be read', make: file(0o266), wanted: 0o200, result: DONE, after: 0o200 },
  {
    what: 'a loose directory',
    make: (place) => {
      fs.mkdirSync(place);
      fs.chmodSync(place, 0o2775);
    },
    wanted: 0o2700,
    result: DONE,
    after: 0o2700,
  },
  {
    what: 'a file that is gone',
    make: file(0o644),
    meanwhile: setAside,
    wanted: 0o600,
    result: skipped('missing'),
  },
  {
    what: 'a file that became a link',
    make: file(0o644),
    meanwhile: (place) => {
      setAside(place);
      fs.symlinkSync(`${place}.aside`, place);
    },
    wanted: 0o600,
    result: skipped('symlink'),
    after: 0o777,
  },
  {
    what: 'a file that became a FIFO',
    make: file(0o644),
    meanwhile: (place) => {
      setAside(place);
      execFileSync('mkfifo', ['-m', '644', place]);
    },
    wanted: 0o600,
    result: skipped('special'),
    after: 0o644,
  },
  {
    what: 'a file with a second name',
    make: file(0o644),
    meanwhile: (place) => fs.linkSync(place, `${place}.second`),
    wanted: 0o600,
    result: skipped('hard-link'),
    after: 0o644,
  },
  {
    what: 'another file under the same name',
    make: file(0o644),
    meanwhile: (place) => {
      setAside(place);
      file(0o644)(place);
    },
    wanted: 0o600,
    result: skipped('changed'),
    after: 0o644,
  },
  {
    what: 'a mode that changed',
    make: file(0o644),
    meanwhile: file(0o604),
    wanted: 0o600,
    result: skipped('changed'),
    after: 0o604,
  },
  ...(hasSetfacl
    ? [
        {
          what: 'a file with an access list keeps the group bits, its mask',
          make: (place: string) => {
            file(0o644)(place);
            execFileSync('setfacl', ['-m', 'u:65534:r', place]);
          },
          wanted: 0o600,
          result: { ...DONE, keepsList: true },
          after: 0o640,
        },
        {
          what: 'a file with an access list and nothing else to take away',
          make: (place: string) => {
            file(0o640)(place);
            execFileSync('setfacl', ['-m', 'u:65534:r', place]);
          },
          wanted: 0o600,
          result: { outcome: undefined, keepsList: true },
          after: 0o640,
        },
      ]
    : []),
];

const expectedOf = (place: string) => {
  const { ino, uid, mode } = fs.lstatSync(place);
  return { type: fs.lstatSync(place).isDirectory() ? 'directory' : 'file', ino, uid, mode: mode & 0o7777 } as const;
};

const mendAll = (t: ExecutionContext, calls: (typeof WAYS)[number][1], dryRun: boolean) => {
  const home = fs.realpathSync(makeHome(t));
  const place = (index: number) => join(home, `${index} ü`);
  const wanted = situations.map(({ make, wanted: mode }, index) => {
    make(place(index));
    return { name: `${index} ü`, expected: expectedOf(place(index)), mode };
  });
  situations.forEach(({ meanwhile }, index) => {
    meanwhile?.(place(index));
  });
  const journal = dryRun ? undefined : new Journal(journalPlace(home, new Date(), 1), 'main');
  const directory = openDirectory(home);
  const mended = mendDirectory(directory, wanted, journal, calls);
  closeDirectory(directory);
  journal?.close();
  return { mended, place };
};

for (const [way, calls] of WAYS) {
  test(`by ${way}: each entry gets what it should, and what is not what the plan saw is left alone`, (t) => {
    const { mended, place } = mendAll(t, calls, false);
    situations.forEach(({ what, result, after }, index) => {
      const { outcome, keepsList } = mended[index] as Mended;
      t.deepEqual({ outcome, keepsList }, result, what);
      if (after === undefined) t.false(fs.existsSync(place(index)), what);
      else t.is(modeOf(place(index)), after, what);
    });
  });

  test(`by ${way}: more entries than are held at once`, (t) => {
    const home = fs.realpathSync(makeHome(t));
    const names = Array.from({ length: 300 }, (_, at) => `f${at}`);
    for (const name of names) file(0o666)(join(home, name));
    const wanted = names.map((name) => ({ name, expected: expectedOf(join(home, name)), mode: 0o600 }));
    const journal = new Journal(journalPlace(home, new Date(), 1), 'main');
    const directory = openDirectory(home);
    const mended = mendDirectory(directory, wanted, journal, calls);
    closeDirectory(directory);
    journal.close();
    t.true(mended.every(({ outcome }) => outcome?.status === 'done'));
    t.true(names.every((name) => modeOf(join(home, name)) === 0o600));
  });
}

test('a preview by system calls says what would be done and changes nothing', (t) => {
  const { mended, place } = mendAll(t, systemCalls(), true);
  situations.forEach(({ what, result }, index) => {
    t.deepEqual(mended[index]?.outcome, result.outcome, what);
  });
  t.is(modeOf(place(0)), 0o644);
});

const asRoot = canBecomeNobody ? test : test.skip;
asRoot('an owner who may not read a file tightens it all the same', (t) => {
  const home = makeHome(t, { 'state/media/a.bin': { text: '', mode: 0o266 } });
  openHome(home);
  const place = join(home, 'state/media/a.bin');
  giveToNobody(join(home, 'state'));
  const { changed } = JSON.parse(fixAsNobody(join(home, 'state')));
  t.deepEqual(Object.values(changed), [{ count: 1, samples: [fs.realpathSync(place)] }]);
  t.is(modeOf(place), 0o200);
});

const own = systemCalls();
(own === undefined ? test.skip : test)('where descriptors run out, none is held while the journal is opened', (t) => {
  const calls = own as SystemCalls;
  const home = makeHome(t);
  const open = new Set<number>();
  /** As on a host where three more files may be open. */
  const scarce = {
    openAt: (directory: number, name: string | Buffer, flags: number) => {
      if (open.size === 3) throw Object.assign(new Error('EMFILE'), { code: 'EMFILE' });
      const descriptor = calls.openAt(directory, name, flags);
      open.add(descriptor);
      return descriptor;
    },
    close: (descriptor: number) => {
      open.delete(descriptor);
      calls.close(descriptor);
    },
    statusOf: (descriptor: number) => calls.statusOf(descriptor),
    changeMode: (descriptor: number, mode: number) => calls.changeMode(descriptor, mode),
    hasAccessList: (descriptor: number) => calls.hasAccessList(descriptor),
  } as unknown as SystemCalls;
  const heldAtFlush: number[] = [];
  class WatchedJournal extends Journal {
    override flush(): void {
      heldAtFlush.push(open.size);
      super.flush();
    }
  }
  const wanted = ['a', 'b', 'c', 'd', 'e'].map((name) => {
    file(0o644)(join(home, name));
    const { ino, uid } = fs.statSync(join(home, name));
    return { name, expected: { type: 'file', ino, uid, mode: 0o644 }, mode: 0o600 } as const;
  });
  const directory = openDirectory(home);
  const journal = new WatchedJournal(journalPlace(home, new Date(), 1), 'main');
  t.teardown(() => {
    journal.close();
    closeDirectory(directory);
  });
  const mended = mendDirectory(directory, wanted, journal, scarce);
  t.deepEqual(
    mended.map(({ outcome }) => outcome),
    wanted.map(() => ({ status: 'done' })),
  );
  t.deepEqual([...new Set(heldAtFlush)], [0]);
  t.is(open.size, 0);
});
