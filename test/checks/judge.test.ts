import test from 'ava';
import type { Check } from '../../src/audit/check.ts';
import { toFinding } from '../../src/checks/judge.ts';
import { createContext } from '../../src/context/create-context.ts';

const context = createContext({ env: { HOME: '/nonexistent' }, cwd: '/' });

const row = (more: Partial<Check<string>>): Check<string> => ({
  id: 'a.b',
  severity: 'warn',
  title: 'T',
  detail: 'D',
  docs: { summary: 's', why: 'w', triggers: 't', mend: 'm' },
  when: () => true,
  ...more,
});

const commandOf = (more: Partial<Check<string>>, fact = ''): string | undefined =>
  toFinding(row(more), fact, context).command;

test('the command that a constant remediation quotes is ready to copy', (t) => {
  t.is(
    commandOf({ remediation: 'Run `openclaw config set a.b c`, or `openclaw doctor`.' }),
    'openclaw config set a.b c',
  );
  t.is(commandOf({ remediation: 'Set `gateway.bind` to loopback.' }), undefined);
});

test('nothing is cut out of a remediation that may hold a foreign name', (t) => {
  const remediation = (name: string): string => `Close ${name}.`;
  t.is(commandOf({ remediation }, 'x` and run `openclaw gateway --bind lan` `'), undefined);
});

test("a row's own command goes first", (t) => {
  t.is(commandOf({ remediation: 'Run `openclaw doctor`.', command: () => 'chmod 600 x' }), 'chmod 600 x');
  t.is(commandOf({ remediation: 'Run `openclaw doctor`.', command: () => undefined }), undefined);
});
