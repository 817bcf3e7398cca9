import { resolve } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { UsageError } from '../context/paths.ts';
import { readNamedFile } from '../platform/read-named-file.ts';
import { readBaseline } from './baseline.ts';
import type { ReportOptions } from './finish-report.ts';
import { unknownPatterns } from './select.ts';
import { parseIgnoreFile, type SuppressionRule, suppressionsOfConfig } from './suppression-rules.ts';

/** The flags that shape a report, as given. */
export type ReportFlags = {
  readonly only?: readonly string[] | undefined;
  readonly skip?: readonly string[] | undefined;
  readonly baseline?: string | undefined;
  readonly 'ignore-file'?: readonly string[] | undefined;
};

/** A report of a million findings is smaller than this; V8 takes no string beyond 512 MiB. */
const LARGEST_BASELINE = 400 * 1024 * 1024;
const LARGEST_IGNORE_FILE = 4 * 1024 * 1024;

const textOf = (flag: string, file: string, cwd: string, maxBytes: number): string => {
  const read = readNamedFile(resolve(cwd, file), maxBytes);
  if ('fault' in read) throw new UsageError(`${flag} ${file}: ${read.fault}`);
  return read.text;
};

/**
 * Reads what the flags name, before the audit starts, so that a mistake in them costs no time. The config's own suppressions
 * come first: when both would hide a finding, theirs is the reason that is given.
 * @param checkIds every check's id, for patterns that fit none
 * Rejects with a UsageError that names the flag and what is wrong with it.
 */
export const readReportOptions = async (
  flags: ReportFlags,
  context: AuditContext,
  checkIds: readonly string[],
): Promise<ReportOptions> => {
  const { only = [], skip = [], baseline, 'ignore-file': ignoreFiles = [] } = flags;
  const { cwd } = context.paths;
  const [unknown] = unknownPatterns([...only, ...skip], checkIds);
  if (unknown !== undefined) throw new UsageError(`there is no check ${unknown}; the command \`checks\` lists all`);
  const { rules, invalid } = suppressionsOfConfig(context.config.value);
  const ignored: SuppressionRule[] = [];
  for (const file of ignoreFiles)
    ignored.push(...(await parseIgnoreFile(textOf('--ignore-file', file, cwd, LARGEST_IGNORE_FILE), file)));
  return {
    only,
    skip,
    suppressions: [...rules, ...ignored],
    invalidSuppressions: invalid,
    baseline:
      baseline === undefined
        ? undefined
        : readBaseline(textOf('--baseline', baseline, cwd, LARGEST_BASELINE), baseline),
    now: context.now,
  };
};
