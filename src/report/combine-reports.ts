import path from 'node:path';
import type { CoverageSection, Skipped, SkipReason } from '../audit/coverage.ts';
import type { Finding } from '../audit/finding.ts';
import {
  countSeverities,
  type DirectorySummary,
  type HostReport,
  type KindSummary,
  type Report,
  type ReportCoverage,
  type ScanFacts,
} from '../audit/report.ts';
import { isInside } from '../platform/is-inside.ts';

const MOST_SAMPLES = 20;
const MOST_DIRECTORIES = 20;

const sum = <T>(items: readonly T[], countIn: (item: T) => number): number =>
  items.reduce((total, item) => total + countIn(item), 0);

/** The finding as a report of several has it: with its owner, and a place on that host where it has none, being about the host as a whole. */
export const withOwner = <F extends Finding>(finding: F, { stateDir, configPath }: Report['host']): F => {
  const places = (finding.places ?? []).map((place) =>
    place.file === undefined ? { ...place, file: configPath } : place,
  );
  return { ...finding, places: places.length === 0 ? [{ file: stateDir }] : places, stateDir };
};

type Owned<T> = { readonly stateDir: string; readonly part: T };

const combineSections = (sections: readonly Owned<CoverageSection>[], notes: readonly string[]): CoverageSection => {
  const skipped: Partial<Record<SkipReason, Skipped>> = {};
  for (const { stateDir, part } of sections)
    for (const [reason, { count, samples }] of Object.entries(part.skipped) as [SkipReason, Skipped][]) {
      const before = skipped[reason] ?? { count: 0, samples: [] };
      const named = samples.map((sample) => path.resolve(stateDir, sample));
      skipped[reason] = {
        count: before.count + count,
        samples: [...before.samples, ...named].slice(0, MOST_SAMPLES),
      };
    }
  return {
    entries: sum(sections, ({ part }) => part.entries),
    judged: sum(sections, ({ part }) => part.judged),
    skipped,
    notes: [...notes, ...sections.flatMap(({ stateDir, part }) => part.notes.map((note) => `${stateDir}: ${note}`))],
  };
};

const combineCoverage = (reports: readonly Report[], leftOut: readonly string[]): ReportCoverage => {
  const sectionsOf = (name: 'state' | 'code' | 'transcripts'): Owned<CoverageSection>[] =>
    reports.flatMap(({ host, coverage }) => {
      const part = coverage[name];
      return part === undefined ? [] : [{ stateDir: host.stateDir, part }];
    });
  const [code, transcripts] = [sectionsOf('code'), sectionsOf('transcripts')];
  return {
    complete: leftOut.length === 0 && reports.every(({ coverage }) => coverage.complete),
    state: combineSections(sectionsOf('state'), leftOut),
    ...(code.length > 0 && { code: combineSections(code, []) }),
    ...(transcripts.length > 0 && { transcripts: combineSections(transcripts, []) }),
  };
};

const addKind = (into: Record<string, KindSummary>, kind: string, more: KindSummary): void => {
  const { count, bytes, modes } = into[kind] ?? { count: 0, bytes: 0, modes: {} };
  const added = { ...modes };
  for (const [mode, number] of Object.entries(more.modes)) added[mode] = (added[mode] ?? 0) + number;
  into[kind] = { count: count + more.count, bytes: bytes + more.bytes, modes: added };
};

const combineScans = (reports: readonly Report[]): ScanFacts => {
  const scans = reports.map(({ scan }) => scan);
  const kinds: Record<string, KindSummary> = {};
  for (const scan of scans) for (const [kind, more] of Object.entries(scan.kinds)) addKind(kinds, kind, more);
  const directories = reports.flatMap(({ host, scan }) =>
    scan.worstDirectories.map(
      (directory): DirectorySummary => ({
        ...directory,
        path: path.resolve(host.stateDir, directory.path),
      }),
    ),
  );
  return {
    files: sum(scans, ({ files }) => files),
    directories: sum(scans, ({ directories }) => directories),
    bytes: sum(scans, ({ bytes }) => bytes),
    seconds: sum(scans, ({ seconds }) => seconds),
    threads: Math.max(...scans.map(({ threads }) => threads)),
    kinds,
    worstDirectories: directories.sort((a, b) => b.loose - a.loose).slice(0, MOST_DIRECTORIES),
  };
};

/** The deepest folder that holds all of the absolute paths. */
const folderAbove = (paths: readonly string[]): string => {
  const [first = path.sep, ...others] = paths.map((each) => path.dirname(each));
  let folder = first;
  while (!others.every((each) => isInside(each, folder))) folder = path.dirname(folder);
  return folder;
};

const combineSelections = (reports: readonly Report[]): Pick<Report, 'selection'> => {
  const [first] = reports.flatMap(({ selection }) => selection ?? []);
  return first === undefined
    ? {}
    : { selection: { ...first, leftOut: sum(reports, ({ selection }) => selection?.leftOut ?? 0) } };
};

const hostReport = ({
  findings: _findings,
  suppressedFindings: _suppressed,
  baseline: _baseline,
  selection: _selection,
  hosts: _hosts,
  ...rest
}: Report): HostReport => rest;

/** What a report of several installations is about: the folder above all their state directories. */
export const hostAbove = (hosts: readonly Report['host'][]): Report['host'] => ({
  stateDir: folderAbove(hosts.map(({ stateDir }) => stateDir)),
  configPath: '',
  tool: hosts[0]?.tool ?? 'openclaw-security',
});

/**
 * One report of several finished ones, for one exit code: `ts`, `summary` and `findings` as in any report, each finding with its
 * `stateDir` and at least one place on its host; complete when all are and nothing was left out. A live gateway's answer stays with its host.
 * @param reports at least one, of different state directories, not compared with a baseline yet
 * @param leftOut what should have been audited and was not, one line each
 */
export const combineReports = (reports: readonly Report[], leftOut: readonly string[]): Report => {
  const findings = reports.flatMap(({ findings, host }) => findings.map((finding) => withOwner(finding, host)));
  const suppressed = reports.flatMap(({ suppressedFindings = [], host }) =>
    suppressedFindings.map((finding) => withOwner(finding, host)),
  );
  return {
    ts: Math.max(...reports.map(({ ts }) => ts)),
    summary: countSeverities(findings),
    findings,
    coverage: combineCoverage(reports, leftOut),
    scan: combineScans(reports),
    host: hostAbove(reports.map(({ host }) => host)),
    ...(suppressed.length > 0 && { suppressedFindings: suppressed }),
    ...combineSelections(reports),
    hosts: reports.map(hostReport),
  };
};
