import { dirname, join, relative, resolve } from 'node:path';
import type { JsonObject } from '../audit/context.ts';
import { entryTextsAt, filledTextAt, isObject, listAt } from '../context/config-reader.ts';
import { isInside } from '../platform/is-inside.ts';
import { realPathOrSame } from './list-folder.ts';
import { readBounded } from './read-bounded.ts';

/** What a plugin says about itself. */
export type PluginManifest = {
  /** `id` of openclaw.plugin.json. */
  readonly id: string | undefined;
  /** `kind` of openclaw.plugin.json: `memory`, or nothing. */
  readonly kind: string | undefined;
  /** Skill folders it brings, absolute, inside the plugin. */
  readonly skills: readonly string[];
  /** Entry files inside the plugin, relative. */
  readonly entries: readonly string[];
  /** Entries that a reviewer would not look for: hidden or in node_modules. As written. */
  readonly hiddenEntries: readonly string[];
  /** Entries that lead out of the plugin, as written. */
  readonly escapes: readonly { readonly entry: string; readonly through: 'path' | 'link' }[];
  /** Manifests that cannot be read: file name and why. */
  readonly faults: readonly { readonly file: string; readonly message: string }[];
};

type Json = { readonly value: JsonObject | undefined; readonly fault?: string };

/** A JSON object from a file; neither a missing file nor a broken one is an exception. */
const readJson = (path: string): Json => {
  const read = readBounded(path, () => true);
  if (read.status === 'failed')
    return read.code === 'ENOENT' || read.code === 'ENOTDIR'
      ? { value: undefined }
      : { value: undefined, fault: read.code };
  if (read.status === 'special') return { value: undefined, fault: 'not a regular file' };
  try {
    const value: unknown = JSON.parse(read.bytes.toString('utf8').replace(/^\uFEFF/, ''));
    return isObject(value) ? { value } : { value: undefined, fault: 'not a JSON object' };
  } catch {
    return { value: undefined, fault: 'not valid JSON' };
  }
};

const isHiddenStep = (step: string): boolean =>
  step === 'node_modules' || (step.startsWith('.') && step !== '.' && step !== '..');

/** Does a path lead elsewhere? Where the file itself is missing, the folder it would lie in tells. */
const leadsOut = (root: string, path: string): boolean => {
  const home = realPathOrSame(root);
  for (let at = path; at !== root && isInside(at, root); at = dirname(at)) {
    const target = realPathOrSame(at);
    if (target !== at) return !isInside(target, home);
  }
  return false;
};

/** Reads package.json and openclaw.plugin.json of a plugin folder (spec: checks 6.1, CR 2.8). */
export const readPluginManifest = (root: string): PluginManifest => {
  const pack = readJson(join(root, 'package.json'));
  const plugin = readJson(join(root, 'openclaw.plugin.json'));
  const declared = (listAt(pack.value, 'openclaw.extensions') ?? [])
    .filter((entry) => typeof entry === 'string')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');
  const entries: string[] = [];
  const hiddenEntries: string[] = [];
  const escapes: { entry: string; through: 'path' | 'link' }[] = [];
  for (const entry of declared) {
    const path = resolve(root, entry);
    if (entry.split(/[/\\]/).some(isHiddenStep)) hiddenEntries.push(entry);
    if (!isInside(path, root)) escapes.push({ entry, through: 'path' });
    else if (leadsOut(root, path)) escapes.push({ entry, through: 'link' });
    else entries.push(relative(root, path));
  }
  const faults = [
    ...(pack.fault === undefined ? [] : [{ file: 'package.json', message: pack.fault }]),
    ...(plugin.fault === undefined ? [] : [{ file: 'openclaw.plugin.json', message: plugin.fault }]),
  ];
  const skills = entryTextsAt(plugin.value, 'skills')
    .map((path) => resolve(root, path))
    .filter((path) => isInside(path, root));
  return {
    id: filledTextAt(plugin.value, 'id'),
    kind: filledTextAt(plugin.value, 'kind'),
    skills,
    entries,
    hiddenEntries,
    escapes,
    faults,
  };
};
