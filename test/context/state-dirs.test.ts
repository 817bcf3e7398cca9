import path from 'node:path';
import test from 'ava';
import { UsageError } from '../../src/context/paths.ts';
import { findStateDirs } from '../../src/context/state-dirs.ts';

import { canBecomeNobody, NOBODY, openHome } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';

const DIRECTORY = { dir: true } as const;

// One at a time: the whole process is another user meanwhile.
(canBecomeNobody ? test.serial : test.serial.skip)('a folder that may not be entered is said', async (t) => {
  const root = makeHome(t, { 'ada/.openclaw': DIRECTORY, bob: { dir: true, mode: 0o700 } });
  openHome(root);
  openHome(`${root}/ada`);
  process.seteuid?.(NOBODY);
  try {
    const { directories, leftOut } = await findStateDirs([`${root}/*/.openclaw`], '/', '/');
    t.deepEqual(directories, [`${root}/ada/.openclaw`]);
    t.deepEqual(leftOut, [`${root}/bob could not be looked into (EACCES)`]);
  } finally {
    process.seteuid?.(0);
  }
});

test('plain names stay as they are, in the order given, each once', async (t) => {
  const found = await findStateDirs(['~/b', '/srv/a', 'c', '/srv/a/'], '/home/ada', '/work');
  t.deepEqual(found, { directories: ['/home/ada/b', '/srv/a', '/work/c'], leftOut: [], isGlob: false });
});

test('a glob stands for the directories it matches, sorted; files are none', async (t) => {
  const root = makeHome(t, {
    'zoe/.openclaw': DIRECTORY,
    'ada/.openclaw': DIRECTORY,
    'bob/.openclaw': { text: 'no directory' },
    'cy/other': DIRECTORY,
  });
  const directories = [`${root}/ada/.openclaw`, `${root}/zoe/.openclaw`];
  t.deepEqual(await findStateDirs([`${root}/*/.openclaw`], '/', '/'), { directories, leftOut: [], isGlob: true });
  t.deepEqual((await findStateDirs(['*/.openclaw'], '/', root)).directories, directories);
  t.deepEqual((await findStateDirs(['~/*/.openclaw'], root, '/')).directories, directories);
});

test('a directory whose name looks like a glob is that directory', async (t) => {
  const root = makeHome(t, { 'a[1]': DIRECTORY, a1: DIRECTORY });
  t.deepEqual((await findStateDirs(['a[1]'], '/', root)).directories, [path.join(root, 'a[1]')]);
});

test('a link is not followed, and said', async (t) => {
  const root = makeHome(t, { 'ada/.openclaw': DIRECTORY, 'bob/.openclaw': { link: '../ada/.openclaw' } });
  const { directories, leftOut } = await findStateDirs([`${root}/*/.openclaw`], '/', '/');
  t.deepEqual(directories, [`${root}/ada/.openclaw`]);
  t.is(leftOut.length, 1);
  t.true(leftOut[0]?.startsWith(`${root}/bob/.openclaw is a link`));
});

test('a home that is a link: what lies behind it is named, unless it is audited under its own name', async (t) => {
  const root = makeHome(t, {
    'home/ada/.openclaw': DIRECTORY,
    'data/bob/.openclaw': DIRECTORY,
    'data/cy': DIRECTORY,
    'home/bob': { link: '../data/bob' },
    'home/cy': { link: '../data/cy' },
    'home/ada2': { link: 'ada' },
    'home/self': { link: '.' },
    'home/nowhere': { link: 'missing' },
  });
  const find = async (glob: string) => (await findStateDirs([glob], '/', root)).leftOut;
  t.deepEqual(await find('home/*/.openclaw'), [
    `${root}/home/bob/.openclaw lies behind a link, which was not followed: give it a --state-dir of its own`,
  ]);
  t.deepEqual(await find('home/**/.openclaw'), [
    `4 links to directories were not followed (${['ada2', 'bob', 'cy'].map((name) => `${root}/home/${name}`).join(', ')}, …)`,
  ]);
  t.deepEqual(await find('home/a*a/.openclaw'), []);
});

test('a glob that matches nothing is bad usage, and says why', async (t) => {
  const root = makeHome(t, { 'bob/.openclaw': { link: '/' } });
  const find = (glob: string) => t.throwsAsync(findStateDirs([glob], '/', root), { instanceOf: UsageError });
  t.is((await find('*/.nothing'))?.message, '--state-dir */.nothing matches no directory');
  t.regex((await find('*/.openclaw'))?.message ?? '', /matches no directory; .*bob\/\.openclaw is a link/);
});
