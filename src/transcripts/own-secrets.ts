import { opendirSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { AuditContext } from '../audit/context.ts';
import { isObject } from '../context/config-reader.ts';
import { assertSystemError } from '../platform/errno.ts';
import { type FileRead, readRegularFile } from '../platform/read-file.ts';
import { entropyOf } from './placeholder.ts';
import type { OwnSecret } from './secret-match.ts';

const MAX_FILE_BYTES = 16 * 1024 * 1024;
/** A host has tens of secrets. A store with more is not one, and every one costs the search a little. */
const MAX_SECRETS = 1_000;
const MIN_LENGTH = 8;
const MAX_LENGTH = 2_048;
/** So much of a secret's beginning is looked for at first; the rest is compared where that stands. */
const MAX_FORM_BYTES = 256;
/** Below it a value is a word, a date or a run of one character, and would be found in every transcript. */
const MIN_BITS_PER_CHARACTER = 2.3;
const SECRET_KEY =
  /(?:token|secret|password|passwd|passphrase|api[-_]?key|private[-_]?key|access[-_]?key|refresh|credential|webhook)s?$|^(?:access|key|auth|pass)$/i;
/** Keys that look secret and are not. */
const PUBLIC_KEY =
  /(?:max|budget|context|input|output|limit|count|total).*tokens?$|tokens?(?:type|count|limit)$|public/i;

/** What a provider issues anew every few hours. */
const RENEWED_KEY = /^(?:access|refresh|id)(?:[-_]?token)?$/i;

/** What the search for a host's own secrets needs: the values, and what could not be read. */
export type OwnSecrets = { readonly secrets: readonly OwnSecret[]; readonly notes: readonly string[] };

const isWorthSearching = (value: string): boolean =>
  value.length >= MIN_LENGTH &&
  value.length <= MAX_LENGTH &&
  !/^\$\{[^}]*\}$|^[A-Z][A-Z0-9_]*$|^(?:https?|file|wss?):\/\/[^@]*$|^[~/.]/.test(value) &&
  entropyOf(value) >= MIN_BITS_PER_CHARACTER;

/** A value, the keys that lead to it, and whether the last of them says it is a secret. */
type Place = { readonly value: unknown; readonly keys: string; readonly isSecret: boolean };

/** What an array or object holds; an array's items are as secret as the array. */
const placesIn = ({ value, keys, isSecret }: Place): Place[] => {
  if (Array.isArray(value)) return value.map((item, index) => ({ value: item, keys: `${keys}.${index}`, isSecret }));
  if (!isObject(value)) return [];
  return Object.entries(value).map(([key, item]) => ({
    value: item,
    keys: keys === '' ? key : `${keys}.${key}`,
    isSecret: SECRET_KEY.test(key) && !PUBLIC_KEY.test(key),
  }));
};

/** String values under secret-like keys, deepest path first come first served. Iterative: a store may be nested at will. */
const secretsIn = (root: unknown, source: string): OwnSecret[] => {
  const found: OwnSecret[] = [];
  const open: Place[] = [{ value: root, keys: '', isSecret: false }];
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    const { value, keys, isSecret } = place;
    if (typeof value === 'string' && isSecret && isWorthSearching(value)) {
      const renewed = RENEWED_KEY.test(keys.slice(keys.lastIndexOf('.') + 1));
      found.push({ rule: `own/${source}: ${keys}`, value, ...(renewed ? { renewed } : {}) });
    }
    for (const inside of placesIn(place)) open.push(inside);
  }
  return found;
};

const parsed = (bytes: Buffer, isEnv: boolean): unknown =>
  isEnv ? parseEnv(bytes.toString('utf8')) : JSON.parse(bytes.toString('utf8'));

const agentNames = (stateDir: string): string[] => {
  try {
    const directory = opendirSync(path.join(stateDir, 'agents'));
    const names: string[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) names.push(entry.name);
    directory.closeSync();
    return names.sort();
  } catch (error) {
    assertSystemError(error);
    return [];
  }
};

const storeFiles = ({ stateDir, credentialsDir }: AuditContext['paths']): string[] => [
  path.join(stateDir, '.env'),
  path.join(credentialsDir, 'oauth.json'),
  ...agentNames(stateDir).flatMap((agent) =>
    ['auth-profiles.json', 'auth.json', 'models.json'].map((name) =>
      path.join(stateDir, 'agents', agent, 'agent', name),
    ),
  ),
];

const noteFor = (name: string, file: FileRead): string | undefined =>
  file.kind === 'read' || file.kind === 'missing'
    ? undefined
    : `${name}: not read for this host’s own secrets (${file.kind})`;

/**
 * The secrets this host uses, from the config, `<state>/.env` and the agents' credential stores: string values under
 * secret-like keys, at least 8 characters, not a word. Held in memory only. A value that several places hold is named
 * after the first: config, then `.env`, then stores by path.
 */
export const readOwnSecrets = (context: AuditContext): OwnSecrets => {
  const notes: string[] = [];
  const found = secretsIn(context.config.value, 'config');
  for (const file of storeFiles(context.paths)) {
    const name = path.relative(context.paths.stateDir, file);
    const read = readRegularFile(file, MAX_FILE_BYTES);
    const note = noteFor(name, read);
    if (note !== undefined) notes.push(note);
    if (read.kind !== 'read') continue;
    try {
      found.push(...secretsIn(parsed(read.bytes, name === '.env'), name));
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      notes.push(`${name}: not read for this host’s own secrets (no valid JSON)`);
    }
  }
  const byValue = new Map<string, OwnSecret>();
  for (const secret of found) if (!byValue.has(secret.value)) byValue.set(secret.value, secret);
  if (byValue.size > MAX_SECRETS)
    notes.push(`own secrets: ${byValue.size - MAX_SECRETS} beyond the first ${MAX_SECRETS} not searched for`);
  return { secrets: [...byValue.values()].slice(0, MAX_SECRETS), notes };
};

const jsonEscaped = (text: string): string => JSON.stringify(text).slice(1, -1);

const asciiEscaped = (text: string): string =>
  text.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** The byte runs by which a secret can stand in a line: as it is, and inside JSON, JSON in JSON, and so on. */
export const writtenForms = (value: string): Buffer[] => {
  const forms = new Set([value]);
  let level = value;
  for (let depth = 0; depth < 3; depth++) {
    forms.add(asciiEscaped(jsonEscaped(level)));
    level = jsonEscaped(level);
    forms.add(level);
    // As PHP writes it, and inside further strings.
    forms.add(level.replaceAll('/', `${'\\'.repeat(2 ** depth)}/`));
  }
  // A line never holds a newline: what spans lines can only stand there escaped.
  return [...forms]
    .filter((form) => !form.includes('\n'))
    .map((form) => Buffer.from(form, 'utf8').subarray(0, MAX_FORM_BYTES));
};
