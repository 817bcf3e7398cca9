import { join } from 'node:path';
import test from 'ava';
import { readStateEnvFile } from '../../src/context/environment.ts';
import { makeHome } from '../helpers/home.ts';

/** What OpenClaw 2026.2.17 takes from `<state>/.env` (spec: config-and-resolution 2.4). */
for (const [name, text, variables] of [
  ['a name and a value', 'A=x\n', { A: 'x' }],
  ['quotes, export and a comment', '# c\nexport A="x y" # z\n', { A: 'x y' }],
  ['a colon instead of the sign', 'A: x\nexport B: "y z"\n', { A: 'x', B: 'y z' }],
  ['a colon without a blank behind it is no sign', 'A:x\n', {}],
  ['a colon in a value', 'A=x: y\n', { A: 'x: y' }],
  ['the last one counts', 'A=x\nA=y\n', { A: 'y' }],
] as const) {
  test(`.env: ${name}`, (t) => {
    const home = makeHome(t, { '.openclaw/.env': { text } });
    t.deepEqual(readStateEnvFile(join(home, '.openclaw')), variables);
  });
}
