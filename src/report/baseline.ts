import type { Finding } from '../audit/finding.ts';
import type { BaselineComparison, GrownFinding, Report } from '../audit/report.ts';
import { SEVERITIES, severityRank } from '../audit/severity.ts';
import { isObject } from '../context/config-reader.ts';
import { UsageError } from '../context/paths.ts';
import { fingerprintOf } from './fingerprint.ts';

/** What an earlier report says, as far as a comparison needs it. */
export type Baseline = { readonly ts: number; readonly findings: readonly Finding[]; readonly stateDir: string };

/** The last millisecond that a Date can hold (ECMA-262, time values). */
const MAX_TIME_MS = 8.64e15;

const isTime = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && Math.abs(value) <= MAX_TIME_MS;

const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value >= 0;

const isFinding = (value: unknown): value is Finding =>
  isObject(value) &&
  typeof value.checkId === 'string' &&
  typeof value.title === 'string' &&
  SEVERITIES.some((severity) => severity === value.severity) &&
  (value.count === undefined || isCount(value.count)) &&
  (value.places === undefined || (Array.isArray(value.places) && value.places.every(isObject)));

/**
 * Reads any earlier `--json` report: bare, or the `{fix, report}` of a fix. The original's reports are read too: they have no
 * places, so a finding of theirs is only known again when its title is the same.
 * @throws UsageError when the text is no such report, naming `file` and what is wrong
 */
export const readBaseline = (text: string, file: string): Baseline => {
  const fail = (what: string): never => {
    throw new UsageError(`--baseline ${file}: ${what}. It takes a report that --json printed`);
  };
  const parse = (): unknown => {
    try {
      return JSON.parse(text);
    } catch {
      return fail('this is no JSON');
    }
  };
  const document = parse();
  const report = isObject(document) && isObject(document.report) ? document.report : document;
  if (!isObject(report) || !Array.isArray(report.findings)) return fail('there are no findings in it');
  if (!report.findings.every(isFinding)) return fail('one of its findings is none');
  const stateDir = isObject(report.host) && typeof report.host.stateDir === 'string' ? report.host.stateDir : '';
  return { ts: isTime(report.ts) ? report.ts : 0, findings: report.findings, stateDir };
};

/** How often each finding occurs, and the findings themselves, by fingerprint. */
const byFingerprint = (findings: readonly Finding[], stateDir: string): Map<string, Finding[]> =>
  Map.groupBy(findings, (finding) => fingerprintOf(finding, stateDir));

/** So many times what was accepted is no longer what was accepted; less is the growth of a host in use. */
const GROWTH = 2;

/** What a finding has grown from and to; undefined when it has not, or when one of the two does not count. */
const growthOf = (before: Finding, { checkId, title, stateDir, count }: Finding): GrownFinding | undefined =>
  before.count === undefined || count === undefined || count < before.count * GROWTH
    ? undefined
    : { checkId, title, ...(stateDir === undefined ? {} : { stateDir }), from: before.count, to: count };

/**
 * Compares by fingerprint, each occurrence counted. A finding that became more severe is new, and so is one that counts at least twice as
 * much: whoever accepted a warning did not accept a critical one, nor forty thousand files when it was ten. A finding that is
 * suppressed now is not gone.
 */
export const compareWithBaseline = (report: Report, baseline: Baseline): BaselineComparison => {
  const stateDir = report.host.stateDir;
  const left = byFingerprint(baseline.findings, baseline.stateDir || stateDir);
  const fresh: Finding[] = [];
  const grown: GrownFinding[] = [];
  let unchanged = 0;
  const take = (finding: Finding): Finding | undefined => left.get(fingerprintOf(finding, stateDir))?.shift();
  for (const finding of report.findings) {
    const before = take(finding);
    const known = before !== undefined && severityRank(before.severity) <= severityRank(finding.severity);
    const growth = known ? growthOf(before, finding) : undefined;
    if (growth !== undefined) grown.push(growth);
    if (known && growth === undefined) unchanged++;
    else fresh.push(finding);
  }
  for (const finding of report.suppressedFindings ?? []) take(finding);
  return { ts: baseline.ts, unchanged, new: fresh, grown, gone: [...left.values()].flat() };
};
