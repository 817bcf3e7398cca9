import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import type { FixResult } from '../../src/fix/fix-result.ts';
import { startFix } from '../../src/fix/run-fix.ts';
import { auditTree } from '../../src/scan/audit-tree.ts';

/** A file with its mode and text; a directory is a mode alone; a link is where it points. */
export type Entry = number | readonly [mode: number, text: string] | { readonly link: string };

/** Everything below a directory: mode, and text or link, by path. Journals are left out unless asked for. */
export const snapshot = (root: string): Record<string, string> => {
  const seen: Record<string, string> = {};
  const walk = (relative: string) => {
    const path = join(root, relative);
    const stats = fs.lstatSync(path);
    if (stats.isSymbolicLink()) seen[relative] = `link ${fs.readlinkSync(path)}`;
    else if (stats.isDirectory()) {
      seen[relative] = `directory ${(stats.mode & 0o7777).toString(8)}`;
      for (const name of fs.readdirSync(path)) if (name !== 'security-audit') walk(join(relative, name));
    } else seen[relative] = `file ${(stats.mode & 0o7777).toString(8)} ${fs.readFileSync(path, 'latin1')}`;
  };
  walk('.');
  return seen;
};

export type Home = {
  readonly home: string;
  readonly state: string;
  readonly context: (permissions?: 'owner' | 'group') => ReturnType<typeof createContext>;
  /** Fixes as the command does: config and named places, then the tree with the scan. */
  readonly fix: (options?: {
    dryRun?: boolean;
    permissions?: 'owner' | 'group';
    threads?: number;
  }) => Promise<FixResult>;
  readonly mode: (path: string) => string;
};

/** A home directory described as data; paths are relative to it, parents that are not named get 700. */
export const makeHome = (t: ExecutionContext, entries: Readonly<Record<string, Entry>>): Home => {
  const home = fs.mkdtempSync(join(fs.realpathSync(tmpdir()), 'home-'));
  t.teardown(() => fs.rmSync(home, { recursive: true, force: true }));
  return buildHome(home, entries);
};

export const buildHome = (home: string, entries: Readonly<Record<string, Entry>>): Home => {
  for (const [path, entry] of Object.entries(entries)) {
    const place = join(home, path);
    fs.mkdirSync(join(place, '..'), { recursive: true, mode: 0o700 });
    if (typeof entry === 'number') {
      fs.mkdirSync(place, { recursive: true });
      fs.chmodSync(place, entry);
    } else if ('link' in entry) fs.symlinkSync(entry.link, place);
    else {
      fs.writeFileSync(place, entry[1]);
      fs.chmodSync(place, entry[0]);
    }
  }
  const context: Home['context'] = (permissions = 'owner') =>
    createContext({ env: { HOME: home }, cwd: home, permissions });
  return {
    home,
    state: join(home, '.openclaw'),
    context,
    fix: async ({ dryRun = false, permissions = 'owner', threads = 2 } = {}) => {
      const started = startFix(context(permissions), { dryRun, reload: () => context(permissions) });
      await auditTree(context(permissions), { fix: started.scanFix, threads });
      return started.finish();
    },
    mode: (path) => (fs.lstatSync(join(home, path)).mode & 0o7777).toString(8),
  };
};
