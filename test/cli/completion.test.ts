import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

// Serial: the program gets the environment of this process.
test.serial('bash completes commands and flags', (t) => {
  const cache = makeHome(t);
  process.env.XDG_CACHE_HOME = cache;
  const { status, stdout } = runProgram('autocomplete', 'bash');
  t.is(status, 0);
  t.regex(stdout, /autocomplete script bash/);
  const functions = path.join(cache, 'openclaw-security/autocomplete/functions/bash/openclaw-security.bash');
  const complete = (...words: readonly string[]): string[] => {
    const list = words.map((word) => `'${word}'`).join(' ');
    const script = `${readFileSync(functions, 'utf8')}
      COMP_WORDS=(${list}); COMP_CWORD=${words.length - 1}
      _openclaw-security_autocomplete; echo "\${COMPREPLY[*]}"`;
    return spawnSync('bash', ['-c', script], { encoding: 'utf8' }).stdout.trim().split(' ');
  };
  t.deepEqual(complete('openclaw-security', 'security', ''), ['audit']);
  t.deepEqual(complete('openclaw-security', 'security', 'audit', '--fa'), ['--fail-on']);
});

test.serial('completion is no part of any other start', (t) => {
  t.notRegex(runProgram('--help').stdout, /autocomplete/);
});
