import { chmodSync, lchownSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** One entry of a made-up tree, relative to its root. Modes are octal texts. */
export type TreeEntry = {
  path: string;
  dir?: boolean;
  link?: string;
  json?: unknown;
  text?: string | Uint8Array;
  /** Newlines before the content. */
  pad?: number;
  mode?: string;
};

const give = (path: string, uid: number): void => {
  lchownSync(path, uid, uid);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) give(join(path, name), uid);
};

/** Makes a tree of real files with real modes; `uid` owns it all. */
export const buildTree = (root: string, entries: readonly TreeEntry[], uid?: number): void => {
  for (const { path, dir, link, json, text, pad } of entries) {
    const full = join(root, path);
    mkdirSync(dirname(full), { recursive: true, mode: 0o700 });
    if (dir) mkdirSync(full, { recursive: true, mode: 0o700 });
    else if (link !== undefined) symlinkSync(link, full);
    else if (text instanceof Uint8Array) writeFileSync(full, text, { mode: 0o600 });
    else
      writeFileSync(full, '\n'.repeat(pad ?? 0) + (json === undefined ? (text ?? '') : JSON.stringify(json)), {
        mode: 0o600,
      });
  }
  if (uid !== undefined) give(root, uid);
  // Deepest first: a closed folder must not stop the rest.
  const withModes = entries.filter((entry) => entry.mode !== undefined && entry.link === undefined);
  for (const { path, mode } of withModes.sort((a, b) => b.path.split('/').length - a.path.split('/').length))
    chmodSync(join(root, path), Number.parseInt(mode ?? '600', 8));
};
