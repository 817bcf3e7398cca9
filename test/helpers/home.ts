import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, lstatSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ExecutionContext } from 'ava';

/** A home directory as data: what to put where. `mode` is set whatever the umask; parents that are not named get 0700. */
export type Entry =
  | { readonly dir: true; readonly mode?: number }
  | { readonly text: string; readonly mode?: number }
  | { readonly json: unknown; readonly mode?: number }
  | { readonly link: string };

/** Puts one entry at an absolute path; its mode is left to the umask. */
export const makeEntry = (place: string, entry: Entry): void => {
  mkdirSync(path.dirname(place), { recursive: true, mode: 0o700 });
  if ('link' in entry) symlinkSync(entry.link, place);
  else if ('dir' in entry) mkdirSync(place, { recursive: true, mode: 0o700 });
  else writeFileSync(place, 'text' in entry ? entry.text : JSON.stringify(entry.json), { mode: 0o600 });
};

/** Removes a tree whatever a test has closed in it, whatever its names are made of, however deep it is. */
const remove = (directory: string): void => {
  spawnSync('chmod', ['-R', 'u+rwX', directory], { stdio: 'ignore' });
  execFileSync('rm', ['-rf', directory]);
};

export type Entries = Readonly<Record<string, Entry>>;

/** Makes the home in a temporary folder, removes it after the test, and gives its path. The entries may depend on that path. */
export const makeHome = (t: ExecutionContext, described: Entries | ((home: string) => Entries) = {}): string => {
  const home = mkdtempSync(path.join(tmpdir(), 'openclaw-security-'));
  t.teardown(() => remove(home));
  const entries = typeof described === 'function' ? described(home) : described;
  for (const [name, entry] of Object.entries(entries)) makeEntry(path.join(home, name), entry);
  const deepestFirst = Object.entries(entries).sort(([a], [b]) => b.split('/').length - a.split('/').length);
  for (const [name, entry] of deepestFirst) {
    if (!('link' in entry) && entry.mode !== undefined) chmodSync(path.join(home, name), entry.mode);
  }
  return home;
};

/** The low twelve mode bits of a place itself, links not followed. */
export const modeOf = (place: string): number => lstatSync(place).mode & 0o7777;
