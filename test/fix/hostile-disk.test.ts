import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { UnusableJournal } from '../../src/fix/read-journal.ts';
import { startFix } from '../../src/fix/run-fix.ts';
import { undoFix } from '../../src/fix/undo.ts';
import { renderFixText } from '../../src/render/fix-text.ts';
import { buildHome, type Entry, makeHome, snapshot } from './tree.ts';

const LOOSE: Record<string, Entry> = {
  '.openclaw': 0o755,
  '.openclaw/openclaw.json': [0o644, '{ logging: { redactSensitive: "off" } }\n'],
  '.openclaw/agents/main/sessions/a.jsonl': [0o644, '{}'],
};

/** Runs a program of the system; false where it is missing or not allowed. */
const can = (program: string, ...args: string[]): boolean => {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

/** Makes a place unchangeable while `work` is done; false where that is not allowed. */
const whileImmutable = async (place: string, work: () => unknown): Promise<boolean> => {
  if (!can('chattr', '+i', place)) return false;
  try {
    await work();
  } finally {
    execFileSync('chattr', ['-i', place]);
  }
  return true;
};

/** A file system of its own that holds next to nothing; undefined where none may be mounted. */
const smallDisk = (t: ExecutionContext): string | undefined => {
  const place = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'small-'));
  t.teardown(() => {
    can('umount', place);
    fs.rmSync(place, { recursive: true, force: true });
  });
  return can('mount', '-t', 'tmpfs', '-o', 'size=256k', 'none', place) ? place : undefined;
};

/** Leaves no byte free. */
const fill = (file: string): void => {
  const descriptor = fs.openSync(file, 'w');
  try {
    while (true) fs.writeSync(descriptor, Buffer.alloc(4_096));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  } finally {
    fs.closeSync(descriptor);
  }
};

const skipped = (t: ExecutionContext): void => {
  t.log('not allowed here');
  t.pass();
};

test.serial('on a full disk nothing is changed, that is said, and no empty journal hides the one before', async (t) => {
  const disk = smallDisk(t);
  if (disk === undefined) return skipped(t);
  const home = buildHome(disk, LOOSE);
  const before = snapshot(home.state);
  t.true((await home.fix()).ok);
  fs.chmodSync(join(home.state, 'agents'), 0o755);
  fs.chmodSync(join(home.state, 'agents/main'), 0o755);
  await sleep(1_100); // journals are named by the second
  fill(join(disk, 'full'));
  const fix = await home.fix();
  t.is(home.mode('.openclaw/agents'), '755');
  t.regex(fix.errors.join('\n'), /2 modes were not changed: the disk is full/);
  t.is(fix.journal, null);
  const text = renderFixText(fix);
  t.regex(text, /^Fix: nothing was changed\.\n/);
  t.notRegex(text, /To put it back/);
  fs.rmSync(join(disk, 'full'));
  t.is(fs.readdirSync(join(home.state, 'security-audit')).length, 1);
  fs.chmodSync(join(home.state, 'agents'), 0o700);
  fs.chmodSync(join(home.state, 'agents/main'), 0o700);
  t.true(undoFix(home.context()).ok);
  t.deepEqual(snapshot(home.state), before);
});

test.serial('a file that may not be changed at all is not said to be another user’s', async (t) => {
  const home = makeHome(t, LOOSE);
  const isAllowed = await whileImmutable(join(home.state, 'openclaw.json'), () =>
    whileImmutable(join(home.state, 'agents/main/sessions/a.jsonl'), async () => {
      const errors = (await home.fix()).errors.join('\n');
      t.regex(errors, /redactSensitive .* was not changed: .*lsattr/);
      t.regex(errors, /2 modes were not changed: .*lsattr/);
    }),
  );
  if (!isAllowed) skipped(t);
});

test.serial('an undo that cannot mark its journal tells all that it did', async (t) => {
  const home = makeHome(t, LOOSE);
  const before = snapshot(home.state);
  await home.fix();
  const isAllowed = await whileImmutable(join(home.state, 'security-audit'), () => {
    const undo = undoFix(home.context());
    t.false(undo.ok);
    t.is(undo.values, 1);
    t.regex(undo.errors.join('\n'), /could not be marked as undone \(EPERM\)/);
  });
  if (!isAllowed) return skipped(t);
  t.deepEqual(snapshot(home.state), before);
  t.true(undoFix(home.context()).ok);
});

test.serial('a journal that vanishes during the fix is said; what was changed is told', (t) => {
  const home = makeHome(t, LOOSE);
  const started = startFix(home.context(), { dryRun: false, reload: () => home.context() });
  fs.rmSync(join(home.state, 'security-audit'), { recursive: true });
  const fix = started.finish();
  t.false(fix.ok);
  t.true(fix.configWritten);
  t.regex(fix.errors.join('\n'), /journal .* may not be whole on the disk \(ENOENT\)/);
});

test.serial('an empty file in a journal is said: what it told is not known', async (t) => {
  const home = makeHome(t, LOOSE);
  const { journal } = await home.fix();
  fs.truncateSync(join(journal ?? '', 'main.jsonl'));
  const undo = undoFix(home.context());
  t.deepEqual(
    undo.left.map(({ reason, count }) => [reason, count]),
    [['it is empty: the fix was stopped before it wrote there, or what it wrote was lost', 1]],
  );
});

test.serial('a link in a journal is no journal, and that is said', async (t) => {
  const home = makeHome(t, LOOSE);
  const { journal } = await home.fix();
  const file = join(journal ?? '', 'main.jsonl');
  fs.rmSync(file);
  fs.symlinkSync('/etc/hostname', file);
  t.throws(() => undoFix(home.context()), { instanceOf: UnusableJournal, message: /could not be opened \(ELOOP\)/ });
});
