import type { CoverageSection, Skipped, SkipReason } from '../audit/coverage.ts';
import type { ClosedFolder, CodeUnit, Gap, LinkOut, UnitFiles } from './code-unit.ts';
import type { Hit, HitFamily } from './hit.ts';
import type { PluginManifest } from './plugin-manifest.ts';
import type { FileReport } from './scan-file.ts';

/** A hit and where it is. */
export type PlacedHit = Hit & { readonly shown: string; readonly path: string };

/** The hits of one family in one unit: the listed ones, worst first, and how many there are in all. */
export type HitGroup = { readonly hits: readonly PlacedHit[]; readonly total: number };

/** What is known of one plugin or skill. */
export type UnitFact = {
  readonly type: 'unit';
  readonly unit: CodeUnit;
  /** Files that were judged. */
  readonly scanned: number;
  readonly groups: Readonly<Record<HitFamily, HitGroup>>;
  readonly gaps: readonly Gap[];
  readonly linksOut: readonly LinkOut[];
  /** Files that are neither JavaScript nor TypeScript although they say so. */
  readonly invalid: readonly string[];
  readonly manifest: PluginManifest | undefined;
};

/** What the code-safety rows judge. */
export type CodeFact =
  | { readonly type: 'closed-folder'; readonly folder: ClosedFolder }
  | { readonly type: 'hidden-entry'; readonly unit: CodeUnit; readonly entry: string }
  | UnitFact;

const RANK = { critical: 0, warn: 1, info: 2 } as const;

const order = (a: PlacedHit, b: PlacedHit): number =>
  RANK[a.severity] - RANK[b.severity] || (a.shown < b.shown ? -1 : a.shown > b.shown ? 1 : a.line - b.line);

/** Why a file was not judged in full; undefined when it was. */
const gapOf = (shown: string, report: FileReport): Gap | undefined => {
  const gap = (reason: SkipReason, message: string): Gap => ({ reason, shown, message, count: 1 });
  if (report.status === 'special') return gap('special', 'no longer a regular file');
  if (report.status === 'failed') {
    const code = report.code ?? 'EUNKNOWN';
    if (code === 'ENOENT') return gap('vanished', code);
    if (code === 'worker-failed') return gap('worker-failed', 'the scan of this file ended its thread');
    return code === 'interrupted' ? gap('interrupted', code) : gap('unreadable', code);
  }
  return report.bytes < report.size && report.kind !== 'other' && report.kind !== 'native' && report.kind !== 'wasm'
    ? gap('too-large', `only the first ${report.bytes} of ${report.size} bytes were read`)
    : undefined;
};

/** Puts the reports of a unit's files together. */
export const unitFact = (
  unit: CodeUnit,
  listed: UnitFiles,
  reports: readonly FileReport[],
  manifest: PluginManifest | undefined,
): UnitFact => {
  const groups: Record<HitFamily, { hits: PlacedHit[]; total: number }> = {
    text: { hits: [], total: 0 },
    syntax: { hits: [], total: 0 },
    script: { hits: [], total: 0 },
    instruction: { hits: [], total: 0 },
  };
  const gaps = [...listed.gaps];
  const invalid: string[] = [];
  let scanned = 0;
  for (const [index, report] of reports.entries()) {
    const file = listed.files[index];
    if (file === undefined) continue;
    const { shown, path } = file;
    const gap = gapOf(shown, report);
    if (gap === undefined) scanned += 1;
    else gaps.push(gap);
    if (report.parse === 'invalid') invalid.push(shown);
    if (report.parse === 'too-complex')
      gaps.push({
        reason: 'too-large',
        shown,
        message: 'too large or too dense to be followed in full; its text was searched',
        count: 0,
      });
    for (const hit of report.hits) {
      groups[hit.family].hits.push({ ...hit, shown, path });
      groups[hit.family].total += 1;
    }
    const family = report.kind === 'javascript' ? 'text' : report.kind === 'document' ? 'instruction' : 'script';
    for (const count of Object.values(report.unlisted)) groups[family].total += count;
  }
  for (const group of Object.values(groups)) group.hits.sort(order);
  return { type: 'unit', unit, scanned, groups, gaps, linksOut: listed.linksOut, invalid, manifest };
};

/** What was and was not looked at, over all units. */
export const coverageOf = (facts: readonly CodeFact[]): CoverageSection => {
  const skipped: Partial<Record<SkipReason, Skipped>> = {};
  const notes: string[] = [];
  let judged = 0;
  const skip = (reason: SkipReason, count: number, sample: string): void => {
    const before = skipped[reason] ?? { count: 0, samples: [] };
    const samples = before.samples.length < 5 ? [...before.samples, sample] : before.samples;
    skipped[reason] = { count: before.count + count, samples };
  };
  for (const fact of facts) {
    if (fact.type === 'closed-folder') notes.push(`${fact.folder.path}: could not be listed (${fact.folder.code})`);
    if (fact.type !== 'unit') continue;
    judged += fact.scanned;
    for (const { reason, count, shown, message } of fact.gaps) {
      if (count > 0) skip(reason, count, `${fact.unit.root}/${shown}`);
      else notes.push(`${fact.unit.root}/${shown}: ${message}`);
    }
  }
  const left = Object.values(skipped).reduce((sum, { count }) => sum + count, 0);
  return { entries: judged + left, judged, skipped, notes };
};
