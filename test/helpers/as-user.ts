import { execFileSync } from 'node:child_process';
import { chmodSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** "nobody" on every Linux; any id that owns nothing would do. */
export const NOBODY = 65534;

/** True where a test may become another user; others skip, and say so. */
export const canBecomeNobody = process.getuid?.() === 0;

/** Gives a tree to nobody, so that they can own what they audit. */
export const giveToNobody = (directory: string): void => {
  execFileSync('chown', ['-R', `${NOBODY}:${NOBODY}`, directory]);
};

/** Lets other users reach the temporary home itself, as they reach real homes. */
export const openHome = (home: string): void => chmodSync(home, 0o755);

const runAsNobody = (program: string, root: string): string =>
  execFileSync(process.execPath, [fileURLToPath(new URL(program, import.meta.url)), root], {
    uid: NOBODY,
    gid: NOBODY,
    encoding: 'utf8',
    env: { PATH: process.env.PATH },
  });

/** Runs a scan in a process of its own, as nobody, and gives what it prints. */
export const scanAsNobody = (root: string): string => runAsNobody('scan-main.ts', root);

/** Fixes a state dir in a process of its own, as nobody, and gives the totals it prints. */
export const fixAsNobody = (stateDir: string): string => runAsNobody('fix-main.ts', stateDir);
