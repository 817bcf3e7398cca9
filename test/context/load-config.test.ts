import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { ConfigFailure } from '../../src/audit/context.ts';
import { createContext } from '../../src/context/create-context.ts';
import { type Entry, makeHome } from '../helpers/home.ts';

const load = (home: string, env: Record<string, string> = {}) =>
  createContext({ env: { HOME: home, ...env }, cwd: home });

const config = (text: string): Record<string, Entry> => ({ '.openclaw/openclaw.json': { text } });

test('reads JSON5, a BOM and duplicate keys (the last wins)', (t) => {
  const home = makeHome(t, config(`\uFEFF// note\n{ a: 'x', "a": 'y', n: 0x10, list: [1,], }`));
  t.deepEqual(load(home).config.value, { a: 'y', n: 16, list: [1] });
});

test('merges includes: arrays join, siblings win, order is left to right', (t) => {
  const home = makeHome(t, {
    ...config(`{ $include: ['./a.json', './d/b.json'], t: { x: ['3'] }, y: 1 }`),
    '.openclaw/a.json': { json: { t: { x: ['1'], z: 1 }, y: 0 } },
    '.openclaw/d/b.json': { text: `{ t: { x: ['2'], z: 2 }, deep: { $include: '../c.json' } }` },
    '.openclaw/c.json': { json: { q: [true] } },
  });
  const context = load(home);
  t.deepEqual(context.config.value, { t: { x: ['1', '2', '3'], z: 2 }, y: 1, deep: { q: [true] } });
  const at = (...keyPath: (string | number)[]) => context.config.originOf(keyPath);
  const file = (name: string) => path.join(home, '.openclaw', name);
  t.deepEqual(at('t', 'x', 1), { file: file('d/b.json'), keyPath: ['t', 'x', 0] });
  t.deepEqual(at('t', 'z'), { file: file('d/b.json'), keyPath: ['t', 'z'] });
  t.deepEqual(at('y'), { file: file('openclaw.json'), keyPath: ['y'] });
  t.deepEqual(at('deep', 'q', 0), { file: file('c.json'), keyPath: ['q', 0] });
  t.is(at('nothing'), undefined);
  t.deepEqual(context.config.includes, [file('a.json'), file('d/b.json'), file('c.json')]);
});

type Broken = { readonly name: string; readonly files: Record<string, Entry>; readonly kind: ConfigFailure['kind'] };

const chain = (length: number): Record<string, Entry> =>
  Object.fromEntries(
    Array.from({ length }, (_, index) => [
      `.openclaw/${index === 0 ? 'openclaw' : index}.json`,
      { json: index === length - 1 ? {} : { $include: `./${index + 1}.json` } },
    ]),
  );

const broken: readonly Broken[] = [
  { name: 'an empty file', files: config(''), kind: 'syntax' },
  { name: 'a truncated file', files: config('{"gateway": {"auth": '), kind: 'syntax' },
  { name: 'endless nesting', files: config('['.repeat(100_000) + ']'.repeat(100_000)), kind: 'syntax' },
  { name: 'an array', files: config('[]'), kind: 'not-an-object' },
  { name: 'a directory', files: { '.openclaw/openclaw.json': { dir: true } }, kind: 'not-a-file' },
  { name: 'an include that is missing', files: config('{ $include: "./no.json" }'), kind: 'include' },
  { name: 'an include of a number', files: config('{ $include: 5 }'), kind: 'include' },
  {
    name: 'an include outside the folder',
    files: { ...config('{ $include: "../x.json" }'), 'x.json': { json: {} } },
    kind: 'include',
  },
  {
    name: 'an include through a link out',
    files: { ...config('{ $include: "./l.json" }'), 'x.json': { json: {} }, '.openclaw/l.json': { link: '../x.json' } },
    kind: 'include',
  },
  { name: 'an include of itself', files: config('{ $include: "./openclaw.json" }'), kind: 'include' },
  { name: 'a chain of eleven includes', files: chain(12), kind: 'include' },
  {
    name: 'keys beside an include that is a list',
    files: { ...config('{ $include: "./a.json", x: 1 }'), '.openclaw/a.json': { json: [1] } },
    kind: 'include',
  },
  {
    name: 'a syntax error in an include',
    files: { ...config('{ $include: "./a.json" }'), '.openclaw/a.json': { text: '{' } },
    kind: 'syntax',
  },
];

for (const { name, files, kind } of broken) {
  test(`says that ${name} cannot be read`, (t) => {
    const { config } = load(makeHome(t, files));
    t.is(config.status, 'unreadable');
    t.is(config.failure?.kind, kind);
    t.deepEqual(config.value, {});
  });
}

test('a chain of ten includes loads', (t) => t.is(load(makeHome(t, chain(11))).config.status, 'loaded'));

test('a FIFO as config is never opened', (t) => {
  const home = makeHome(t, { '.openclaw': { dir: true } });
  execFileSync('mkfifo', [path.join(home, '.openclaw/openclaw.json')]);
  t.is(load(home).config.failure?.kind, 'not-a-file');
});

test('substitutes variables: process, then .env, then the env block', (t) => {
  const home = makeHome(t, {
    ...config(
      `{ env: { A: 'block', C: 'block', vars: { C: 'vars', D: 'vars' } }, v: ['\${A}', '\${B}', '\${C}', '\${D}', '$\${A}', '\${lower}', 'x\${A}y\${B}'] }`,
    ),
    '.openclaw/.env': { text: `export B="dot env" # comment\nA=dot\n` },
  });
  const { config: loaded, env } = load(home, { A: 'process' });
  t.deepEqual(loaded.value.v, ['process', 'dot env', 'block', 'vars', '${A}', '${lower}', 'xprocessydot env']);
  t.is(env.D, 'vars');
  t.is(process.env.D, undefined);
});

test('an unset variable is a problem, and the rest is read', (t) => {
  const home = makeHome(t, config(`{ gateway: { auth: { token: '\${NOT_SET_HERE}' } }, logging: { level: 'info' } }`));
  const { config: loaded } = load(home);
  t.is(loaded.status, 'loaded');
  t.deepEqual(loaded.value.logging, { level: 'info' });
  t.deepEqual(
    loaded.problems.map(({ kind, key }) => [kind, key]),
    [['unset-variable', 'gateway.auth.token']],
  );
});

test('./.env of the current folder changes nothing (D19)', (t) => {
  const home = makeHome(t, { '.env': { text: 'OPENCLAW_STATE_DIR=/elsewhere\nX=1\n' } });
  const context = load(home);
  t.is(context.paths.stateDir, path.join(home, '.openclaw'));
  t.is(context.env.X, undefined);
});

test('a file too large to be a config is to be mended, not to be opened to somebody', (t) => {
  const home = makeHome(t, config('{}'));
  truncateSync(path.join(home, '.openclaw/openclaw.json'), 64 * 1024 * 1024 + 1);
  const { status, failure } = load(home).config;
  t.is(status, 'unreadable');
  t.is(failure?.kind, 'syntax');
  t.regex(failure?.message ?? '', /larger than 64 MiB/);
});

test('any JSON loads as itself, and never throws', (t) => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      const own = makeHome(t, { '.openclaw/openclaw.json': { json: value } });
      const { config: loaded } = load(own);
      return loaded.status === 'loaded' || loaded.failure !== undefined;
    }),
    { numRuns: 100 },
  );
  t.pass();
});
