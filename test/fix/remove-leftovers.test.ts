import fs from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { removeLeftovers } from '../../src/fix/remove-leftovers.ts';
import { makeHome } from './tree.ts';

const HEX = '0123456789abcdef';
const LEFT = `.openclaw/.openclaw.json.${HEX}.tmp`;
const KEPT = [
  `.openclaw/.other.json.${HEX}.tmp`,
  '.openclaw/.openclaw.json.1234.tmp',
  `.openclaw/.openclaw.json.${HEX}.tmp.bak`,
  `.openclaw/openclaw.json.${HEX}.tmp`,
];

test('only what a stopped fix left beside the config is removed, once it is old, and said', (t) => {
  const home = makeHome(t, {
    '.openclaw': 0o700,
    '.openclaw/openclaw.json': [0o600, '{}'],
    [LEFT]: [0o600, '{}'],
    [`.openclaw/.openclaw.json.${HEX.replace('0', '1')}.tmp`]: { link: 'openclaw.json' },
    ...Object.fromEntries(KEPT.map((path) => [path, [0o600, '']])),
  });
  const context = createContext({ env: { HOME: home.home }, cwd: home.home });
  t.deepEqual(removeLeftovers(context), []);
  t.true(fs.existsSync(join(home.home, LEFT)));
  const before = fs.readdirSync(home.state).length;
  const notes = removeLeftovers({ ...context, now: new Date(Date.now() + 60 * 60 * 1000) });
  t.is(notes.length, 1);
  t.true(notes[0]?.startsWith(`${fs.realpathSync(home.home)}/${LEFT} was removed`));
  t.false(fs.existsSync(join(home.home, LEFT)));
  t.is(fs.readdirSync(home.state).length, before - 1);
});

const asRoot = process.getuid?.() === 0 ? test : test.skip;
asRoot("a file of another owner than the config's is not ours", (t) => {
  const home = makeHome(t, {
    '.openclaw': 0o700,
    '.openclaw/openclaw.json': [0o600, '{}'],
    [LEFT]: [0o600, '{}'],
  });
  fs.chownSync(join(home.home, LEFT), 65534, 65534);
  const context = createContext({ env: { HOME: home.home }, cwd: home.home });
  t.deepEqual(removeLeftovers({ ...context, now: new Date(Date.now() + 60 * 60 * 1000) }), []);
  t.true(fs.existsSync(join(home.home, LEFT)));
});
