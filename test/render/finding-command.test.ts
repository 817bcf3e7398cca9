import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { commandOf, type FixCommands } from '../../src/render/finding-command.ts';

const finding = (more: Partial<Finding>): Finding => ({
  checkId: 'a.b',
  severity: 'warn',
  title: 't',
  detail: 'd',
  ...more,
});

const COMMANDS: FixCommands = { fixCommand: 'fix', fixCommandOf: (dir) => `fix ${dir}` };

const ROWS: readonly (readonly [string, Partial<Finding>, FixCommands, string | undefined])[] = [
  ['its own', { command: 'own', fixable: true }, COMMANDS, 'own'],
  ['what --fix takes away: the run’s own flags', { fixable: true }, COMMANDS, 'fix'],
  ['of several installations its own', { fixable: true, stateDir: '/srv/a' }, COMMANDS, 'fix /srv/a'],
  ['nothing mends it', {}, COMMANDS, undefined],
  ['no fix command', { fixable: true }, {}, undefined],
];

for (const [what, more, commands, expected] of ROWS)
  test(`the command of a finding: ${what}`, (t) => t.is(commandOf(finding(more), commands), expected));
