import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { makeHome } from '../helpers/home.ts';
import { PROGRAM } from '../helpers/run-program.ts';

const FOLDERS = 200;
const FILES = 300;
/** The scan may be over before it is stopped; then it is tried again. */
const TRIES = 6;

/** A state dir of sixty thousand names, quickly made: all are links to one file. */
const manyNames = (t: ExecutionContext): string => {
  const home = makeHome(t, { 's/openclaw.json': { json: { gateway: { bind: 'lan' } }, mode: 0o600 } });
  writeFileSync(`${home}/s/one`, '');
  for (let folder = 0; folder < FOLDERS; folder++) {
    mkdirSync(`${home}/s/media/${folder}`, { recursive: true });
    for (let file = 0; file < FILES; file++) linkSync(`${home}/s/one`, `${home}/s/media/${folder}/${file}`);
  }
  return `${home}/s`;
};

type Outcome = { readonly lines: readonly { type: string; [member: string]: unknown }[]; readonly code: number };

/** Audits, and holds the process still at its first line, while the tree is scanned, for as long as `meanwhile` takes. */
const auditHeld = async (
  stateDir: string,
  options: readonly string[],
  meanwhile: (child: ChildProcess) => unknown,
): Promise<Outcome> => {
  const args = ['audit', '--format', 'ndjson', '--state-dir', stateDir, ...options];
  const child = spawn(process.execPath, [PROGRAM, ...args], {
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  child.kill('SIGSTOP');
  await meanwhile(child);
  child.kill('SIGCONT');
  const [code] = await ended;
  return {
    lines: text
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line)),
    code,
  };
};

type Last = {
  readonly type: string;
  readonly coverage: {
    readonly complete: boolean;
    readonly state: { entries: number; judged: number; skipped: Partial<Record<string, { count: number }>> };
  };
};

type Ending = {
  readonly options: readonly string[];
  readonly meanwhile: (child: ChildProcess) => unknown;
  readonly code: number;
};

const ENDINGS: Readonly<Record<string, Ending>> = {
  'Ctrl-C': { options: [], meanwhile: (child) => child.kill('SIGINT'), code: 130 },
  'the time that was given': { options: ['--timeout', '1'], meanwhile: () => setTimeout(1100), code: 0 },
};

for (const [what, { options, meanwhile, code }] of Object.entries(ENDINGS)) {
  test(`a scan that ${what} ends leaves a whole report, marked incomplete`, async (t) => {
    const stateDir = manyNames(t);
    for (let round = 0; round < TRIES; round++) {
      const outcome = await auditHeld(stateDir, options, meanwhile);
      const last = outcome.lines.at(-1) as unknown as Last;
      t.is(last.type, 'summary');
      const { entries, judged, skipped } = last.coverage.state;
      const interrupted = skipped.interrupted?.count ?? 0;
      t.is(entries, judged + interrupted);
      if (interrupted === 0) continue;
      t.false(last.coverage.complete);
      t.is(outcome.code, code);
      return;
    }
    t.fail(`${TRIES} scans were over before they could be stopped`);
  });
}
