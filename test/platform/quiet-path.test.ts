import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { tightenByPath } from '../../src/platform/chmod-by-path.ts';
import { closeDirectory, openDescendant, openDirectory } from '../../src/platform/directory-handle.ts';
import { isLocalFileSystem } from '../../src/platform/local-file-system.ts';
import { quietPath } from '../../src/platform/quiet-path.ts';

/** Longer than the steps of the clock that change times are taken from. */
const QUIET_MS = 80;

/** `root/a/b` with one loose file, entered as the command does, and `victim/b` with a file of the same name. */
const tree = async (t: ExecutionContext) => {
  const top = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'quiet-'));
  const root = join(top, 'root');
  for (const folder of [join(root, 'a', 'b'), join(top, 'victim', 'b')]) {
    fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
    fs.writeFileSync(join(folder, 'f'), '');
    fs.chmodSync(join(folder, 'f'), 0o644);
  }
  await setTimeout(QUIET_MS);
  const before = process.cwd();
  process.chdir(root);
  const handle = openDirectory(root);
  const folder = openDescendant(handle, 'a/b');
  t.teardown(() => {
    process.chdir(before);
    for (const one of [folder, handle]) closeDirectory(one);
    fs.rmSync(top, { recursive: true });
  });
  const status = fs.lstatSync(join(root, 'a/b/f'));
  const expected = { type: 'file', ino: status.ino, uid: status.uid, mode: 0o644 } as const;
  return { top, root, handle, folder, change: { name: 'f', expected, mode: 0o600 } };
};
const modeOf = (path: string) => fs.statSync(path).mode & 0o777;

const local = isLocalFileSystem(tmpdir()) && process.geteuid !== undefined ? test.serial : test.serial.skip;

local('a quiet path is used, and the file is tightened through it', async (t) => {
  const { root, handle, folder, change } = await tree(t);
  const path = quietPath(handle, folder, 'a/b');
  t.is(path?.prefix, 'a/b/');
  t.deepEqual(path && tightenByPath(path, [change, { ...change, name: 'gone' }]), [true, false]);
  t.is(modeOf(join(root, 'a/b/f')), 0o600);
});

/** What makes a path unfit before it is used. */
const unfit: readonly (readonly [what: string, spoil: (root: string, top: string) => void | Promise<void>])[] = [
  ['something was renamed on the way just now', (root) => fs.writeFileSync(join(root, 'a', 'new'), '')],
  [
    'others may write on the way',
    async (root) => {
      fs.chmodSync(join(root, 'a'), 0o720);
      await setTimeout(QUIET_MS);
    },
  ],
  [
    'it leads elsewhere',
    async (root, top) => {
      fs.renameSync(join(root, 'a'), join(root, 'kept'));
      fs.symlinkSync(join(top, 'victim'), join(root, 'a'));
      await setTimeout(QUIET_MS);
    },
  ],
  ['the root is not the working directory', (_, top) => process.chdir(top)],
];
for (const [what, spoil] of unfit) {
  local(`no path is used when ${what}`, async (t) => {
    const { top, root, handle, folder } = await tree(t);
    await spoil(root, top);
    t.is(quietPath(handle, folder, 'a/b'), undefined);
  });
}

const asRoot = process.geteuid?.() === 0 && isLocalFileSystem(tmpdir()) ? test.serial : test.serial.skip;
asRoot("no path is used below another user's directory", async (t) => {
  const { root, handle, folder } = await tree(t);
  fs.chownSync(join(root, 'a'), 65534, 65534);
  await setTimeout(QUIET_MS);
  t.is(quietPath(handle, folder, 'a/b'), undefined);
});

/** What may happen between the first look and the change; the second look must see it. */
const meanwhile: readonly (readonly [what: string, swap: (root: string, top: string) => void])[] = [
  [
    'a directory was swapped for a link and back',
    (root, top) => {
      fs.renameSync(join(root, 'a/b'), join(root, 'kept'));
      fs.symlinkSync(join(top, 'victim/b'), join(root, 'a/b'));
      fs.unlinkSync(join(root, 'a/b'));
      fs.renameSync(join(root, 'kept'), join(root, 'a/b'));
    },
  ],
  [
    'the one above it was swapped and back',
    (root) => {
      fs.renameSync(join(root, 'a'), join(root, 'kept'));
      fs.renameSync(join(root, 'kept'), join(root, 'a'));
    },
  ],
  ['the working directory is another one', (_, top) => process.chdir(top)],
  [
    'a link stands there',
    (root, top) => {
      fs.renameSync(join(root, 'a'), join(root, 'kept'));
      fs.symlinkSync(join(top, 'victim'), join(root, 'a'));
    },
  ],
];
for (const [what, swap] of meanwhile) {
  local(`nothing is changed when meanwhile ${what}`, async (t) => {
    const { top, root, handle, folder, change } = await tree(t);
    const path = quietPath(handle, folder, 'a/b');
    t.truthy(path);
    swap(root, top);
    t.deepEqual(path && tightenByPath(path, [change]), [false]);
    t.is(modeOf(join(top, 'victim/b/f')), 0o644);
  });
}

local('a file that is not the expected one is left', async (t) => {
  const { root, handle, folder, change } = await tree(t);
  const path = quietPath(handle, folder, 'a/b');
  fs.linkSync(join(root, 'a/b/f'), join(root, 'a/b/twin'));
  t.deepEqual(path && tightenByPath(path, [change]), [false]);
  t.is(modeOf(join(root, 'a/b/f')), 0o644);
});

local('a mode that would add a bit is a bug and throws', async (t) => {
  const { handle, folder, change } = await tree(t);
  const path = quietPath(handle, folder, 'a/b');
  t.throws(() => path && tightenByPath(path, [{ ...change, mode: 0o666 }]), { message: /add bits/ });
});
