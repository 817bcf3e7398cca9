import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Contender, compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';
import { makeStateDir } from './trees.ts';

const RUN = fileURLToPath(new URL('../bin/run.js', import.meta.url));

const audit = (name: string, stateDir: string, flags: readonly string[], work: Partial<Contender>): Contender => ({
  name,
  command: [process.execPath, RUN, 'security', 'audit', '--json', '--quiet', ...flags, '--state-dir', stateDir],
  env: { ...process.env, HOME: path.dirname(stateDir) },
  ...work,
});

const row = (label: string, us: Measured, them: Measured, bar: number, aim: number): Row => ({
  label: `${label}, wall against ${them.name}`,
  value: us.wallSeconds / them.wallSeconds,
  bar,
  aim,
  unit: '×',
  costs: [us, them],
});

/** A fix of nothing but loose transcripts beside `chmod -R` and `find`, and a fix with nothing to do beside the audit. */
export const benchFix = async (scale: number, rounds: number): Promise<Row[]> => {
  const filesPerAgent = Math.round(10_000 * scale);
  const stateDir = makeStateDir({ agents: 100, filesPerAgent, looseOneIn: 1 });
  const files = (100 * filesPerAgent).toLocaleString('en-US');
  const agents = path.join(stateDir, 'agents');
  const loosen = (): void => {
    rmSync(path.join(stateDir, 'security-audit'), { recursive: true, force: true });
    execFileSync('chmod', ['-R', 'go+r', agents]);
  };
  const isTight = (): void => {
    const loose = execFileSync('find', [stateDir, '-perm', '/077', '-print', '-quit'], { encoding: 'utf8' });
    if (loose !== '') throw new Error(`${loose.trim()} is still open to others`);
  };
  const work = { prepare: loosen, check: isTight };
  try {
    const [fix, chmod, find] = (await compare(
      [
        audit('audit --fix', stateDir, ['--fix'], work),
        { name: 'chmod -R go-rwx', command: ['chmod', '-R', 'go-rwx', stateDir], ...work },
        {
          name: 'find -perm /077 -exec chmod',
          command: ['find', stateDir, '-perm', '/077', '-exec', 'chmod', 'go-rwx', '{}', '+'],
          ...work,
        },
      ],
      rounds,
    )) as [Measured, Measured, Measured];
    const [second, plain] = (await compare(
      [
        audit('audit --fix with nothing to do', stateDir, ['--fix'], { check: isTight }),
        audit('audit', stateDir, [], {}),
      ],
      rounds,
    )) as [Measured, Measured];
    return [
      row(`fix of ${files} loose files`, fix, chmod, 2, 1.5),
      row(`fix of ${files} loose files`, fix, find, 2, 1.5),
      {
        label: `fix of ${files} loose files, peak memory`,
        value: fix.peakMiB,
        bar: 250,
        aim: 180,
        unit: 'MiB',
        costs: [fix],
      },
      row('second fix', second, plain, 1.15, 1.05),
    ];
  } finally {
    execFileSync('rm', ['-rf', path.dirname(stateDir)]);
  }
};
