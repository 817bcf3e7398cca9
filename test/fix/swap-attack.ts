import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext } from '../../src/context/create-context.ts';
import { startFix } from '../../src/fix/run-fix.ts';
import { auditTree } from '../../src/scan/audit-tree.ts';

/** Whoever owns the tree under attack, when the fix runs as root; else ourselves. */
const ATTACKER = process.getuid?.() === 0 ? 65534 : process.getuid?.();

/** What must never change: a tree beside the state dir with the same names and modes, owned by whoever runs the fix. */
const victimOf = (root: string): string => join(root, 'victim');

const build = (root: string, owner: number | undefined): void => {
  for (const folder of ['.openclaw', 'victim']) {
    const sessions = join(root, folder, 'agents', 'main', 'sessions');
    fs.mkdirSync(sessions, { recursive: true });
    for (let index = 0; index < 40; index += 1) fs.writeFileSync(join(sessions, `${index}.jsonl`), '{}');
    fs.writeFileSync(join(root, folder, 'agents', 'main', 'secret'), 'x');
  }
  for (const folder of ['.openclaw', 'spare']) fs.mkdirSync(join(root, folder), { recursive: true });
  loosen(root);
  if (owner === undefined || owner === process.getuid?.()) return;
  for (const name of fs.readdirSync(join(root, '.openclaw'), { recursive: true }) as string[])
    fs.lchownSync(join(root, '.openclaw', name), owner, owner);
  for (const place of ['.openclaw', 'spare', '.']) fs.chownSync(join(root, place), owner, owner);
};

/** Opens everything again, so that each fix has work to do. Only ever follows what is no link. */
const loosen = (root: string): void => {
  const walk = (place: string) => {
    const stats = fs.lstatSync(place, { throwIfNoEntry: false });
    if (stats?.isDirectory()) {
      fs.chmodSync(place, 0o777);
      for (const name of fs.readdirSync(place)) walk(join(place, name));
    } else if (stats?.isFile() && stats.nlink === 1) fs.chmodSync(place, 0o666);
  };
  for (const folder of ['.openclaw', 'victim']) walk(join(root, folder));
};

const modesBelow = (root: string): string =>
  ['.', ...(fs.readdirSync(root, { recursive: true }) as string[])]
    .sort()
    .map((name) => `${name} ${(fs.lstatSync(join(root, name)).mode & 0o7777).toString(8)}`)
    .join('\n');

const startAttacker = async (root: string): Promise<ChildProcess> => {
  const asAttacker = ATTACKER === process.getuid?.() ? {} : { uid: ATTACKER, gid: ATTACKER };
  const child = spawn(process.execPath, [join(import.meta.dirname, 'swap-attacker.ts'), root], {
    stdio: ['ignore', 'pipe', 'ignore'],
    ...asAttacker,
  });
  await once(child.stdout as NodeJS.ReadableStream, 'data');
  return child;
};

export type AttackResult = {
  /** Swaps that the attacker made while fixes ran. */
  readonly swaps: number;
  readonly fixes: number;
  /** Modes that the fixes changed in the tree: without any the attack was on nothing. */
  readonly changed: number;
  readonly victimBefore: string;
  readonly victimAfter: string;
};

/**
 * Fixes a tree over and over while its owner swaps files and directories of it for links, hard links, FIFOs and directories, until
 * `rounds` swaps were made. The fix runs here, the attacker in a process of its own and, when this is root, as another user.
 */
export const attackWithSwaps = async (rounds: number): Promise<AttackResult> => {
  const root = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'swap-'));
  fs.chmodSync(root, 0o755);
  build(root, ATTACKER);
  const victimBefore = modesBelow(victimOf(root));
  const attacker = await startAttacker(root);
  let swaps = 0;
  attacker.stdout?.on('data', (bytes: Buffer) => {
    swaps += bytes.length * 100;
  });
  const closed = once(attacker, 'close');
  let fixes = 0;
  let changed = 0;
  const context = () => createContext({ env: { HOME: root }, cwd: root });
  try {
    while (swaps < rounds && attacker.exitCode === null) {
      const started = startFix(context(), { dryRun: false, reload: context });
      await auditTree(context(), { fix: started.scanFix });
      const result = started.finish();
      fixes += 1;
      changed +=
        Object.values(result.totals.changed).reduce((sum, { count }) => sum + count, 0) +
        result.actions.filter(({ ok }) => ok).length;
      await new Promise(setImmediate);
    }
  } finally {
    attacker.kill('SIGKILL');
    await closed;
  }
  const victimAfter = modesBelow(victimOf(root));
  fs.rmSync(root, { recursive: true, force: true });
  return { swaps, fixes, changed, victimBefore, victimAfter };
};
