import { statSync } from 'node:fs';
import path from 'node:path';
import { assertSystemError } from '../platform/errno.ts';

/** Variables as data; a blank one counts as unset everywhere. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** A variable's trimmed value; undefined when unset or blank. */
export const variable = (env: Variables, name: string): string | undefined => env[name]?.trim() || undefined;

/** Expands a leading `~` that stands alone or before a separator; `~name` is left as it is (spec CR 1.2). */
export const expandTilde = (text: string, home: string): string =>
  text === '~' || text.startsWith('~/') || text.startsWith('~\\') ? path.join(home, text.slice(1)) : text;

/** Tilde expansion, then absolute against `cwd`. */
export const absolutePath = (text: string, home: string, cwd: string): string =>
  path.resolve(cwd, expandTilde(text.trim(), home));

/** The effective home (spec CR 1.1): OPENCLAW_HOME, HOME, USERPROFILE, the account's home, the current folder. */
export const effectiveHome = (env: Variables, accountHome: string | undefined, cwd: string): string => {
  const plain = variable(env, 'HOME') ?? variable(env, 'USERPROFILE') ?? accountHome ?? cwd;
  const chosen = variable(env, 'OPENCLAW_HOME');
  return path.resolve(cwd, chosen === undefined ? plain : expandTilde(chosen, plain));
};

/** True when the path leads to something. A parent that cannot be entered counts as "no", as in OpenClaw (spec CR 1.3). */
export const leadsSomewhere = (file: string): boolean => {
  try {
    return statSync(file, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    assertSystemError(error);
    return false;
  }
};
