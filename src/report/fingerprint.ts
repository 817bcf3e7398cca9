import { createHash } from 'node:crypto';
import type { Finding } from '../audit/finding.ts';

/** Below the state directory a file is named from there, so that a report from another home, or a container, still compares. */
const portable = (file: string, stateDir: string): string => {
  const below = file.startsWith(stateDir) ? file.slice(stateDir.length) : undefined;
  return below === undefined || !/^$|^[/\\]/.test(below) ? file : `<state>${below.replaceAll('\\', '/')}`;
};

/**
 * What makes two findings of two audits the same one, as 32 hex digits: the check, the config keys it points at, and its
 * file when it points at one. A sum over many, whose samples change from run to run, and a finding without any place are told
 * apart by their title. Never the detail, the count, the line or the severity: those may change.
 */
export const fingerprintOf = (
  { checkId, title, places = [], count, stateDir: owner }: Finding,
  stateDir: string,
): string => {
  const keys = places.flatMap(({ key }) => key ?? []);
  // Among several hosts each finding names at least its own state directory: that tells hosts apart, not findings.
  const files = [...new Set(places.flatMap(({ file }) => file ?? []))].filter((file) => file !== owner);
  const file = count === undefined && files.length === 1 ? portable(files[0] as string, stateDir) : '';
  const subject = keys.length === 0 && file === '' ? [title] : [];
  const identity = [checkId, keys, file, ...subject];
  if (owner !== undefined) identity.push(portable(owner, stateDir));
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 32);
};
