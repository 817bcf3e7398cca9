import { existsSync } from 'node:fs';
import test from 'ava';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

for (const [flags, isKept] of [
  [['--deep'], true],
  [['--deep', '--no-cache'], false],
  [[], false],
] as const)
  test(`audit ${flags.join(' ')}: an index of the transcripts is ${isKept ? 'kept' : 'not kept'}`, (t) => {
    const state = makeHome(t, { 'agents/main/sessions/a.jsonl': { text: '{"type":"session"}\n', mode: 0o600 } });
    const { status } = runProgram('audit', '--state-dir', state, '--probe-timeout', '1', ...flags);
    t.is(status, 0);
    t.is(existsSync(`${state}/security-audit/transcripts.index`), isKept);
  });
