import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import test from 'ava';
import { canBecomeNobody } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

const mountSmall = (place: string): boolean => {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8k,nr_inodes=64', 'none', place], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

(canBecomeNobody ? test : test.skip)(
  'a report that a full disk does not take: one line, no half of it, no green',
  (t) => {
    const home = makeHome(t, {
      's/openclaw.json': { json: { gateway: { bind: 'lan' } }, mode: 0o600 },
      disk: { dir: true },
    });
    for (let agent = 0; agent < 40; agent++) {
      mkdirSync(`${home}/s/agents/agent-${agent}/sessions`, { recursive: true });
      writeFileSync(`${home}/s/agents/agent-${agent}/sessions/x.jsonl`, '', { mode: 0o644 });
    }
    if (!mountSmall(`${home}/disk`)) {
      t.log('no mount is allowed here');
      t.pass();
      return;
    }
    try {
      for (const format of ['json', 'html', 'ndjson', 'sarif']) {
        const file = `${home}/disk/report`;
        const { status, stderr } = runProgram(
          'audit',
          '--quiet',
          '--state-dir',
          `${home}/s`,
          '--format',
          `${format}=${file}`,
        );
        t.is(status, 3, format);
        t.is(stderr, `openclaw-security: cannot write ${file}: the disk is full (ENOSPC)\n`, format);
        t.deepEqual(readdirSync(`${home}/disk`), [], format);
      }
    } finally {
      execFileSync('umount', [`${home}/disk`]);
    }
  },
);
