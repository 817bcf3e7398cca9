import type { KindSummary, ScanFacts } from '../../audit/report.ts';
import { countOf, formatBytes, formatCount } from '../../audit/units.ts';
import { html, type Markup } from './markup.ts';

/** Whom a mode lets in. It describes; whether that is right depends on the kind, and is a finding where it is not. */
const AUDIENCES = { owner: 'the owner alone', group: 'the group too', everyone: 'everyone' } as const;

type Audience = keyof typeof AUDIENCES;

const audienceOf = (mode: string): Audience => {
  const bits = Number.parseInt(mode, 8);
  if ((bits & 0o007) !== 0) return 'everyone';
  return (bits & 0o070) === 0 ? 'owner' : 'group';
};

const MODES_NAMED = 6;

/** In percent: a sliver that exists is seen, one in a million is still one. */
const LEAST_WIDTH = 2;

/** Shares of the whole as widths that add up to 100, none below the least. */
const widthsOf = (counts: readonly number[]): number[] => {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const widths = counts.map((count) => Math.max((100 * count) / whole, LEAST_WIDTH));
  const excess = widths.reduce((sum, width) => sum + width, 0) - 100;
  const widest = widths.indexOf(Math.max(...widths));
  return widths.map((width, i) => (i === widest ? width - excess : width));
};

const barOf = (modes: KindSummary['modes']): Markup => {
  const sums: Record<Audience, number> = { owner: 0, group: 0, everyone: 0 };
  for (const [mode, entries] of Object.entries(modes)) sums[audienceOf(mode)] += entries;
  const shown = (Object.keys(AUDIENCES) as Audience[]).filter((audience) => sums[audience] > 0);
  const label = shown.map((audience) => `${AUDIENCES[audience]}: ${formatCount(sums[audience])}`).join(', ');
  let x = 0;
  const parts = widthsOf(shown.map((audience) => sums[audience])).map((width, i) => {
    const part = html`<rect x="${x.toFixed(3)}%" width="${width.toFixed(3)}%" height="100%" class="${shown[i]}"/>`;
    x += width;
    return part;
  });
  return html`<svg class="bar" role="img" aria-label="${label}">${parts}</svg>`;
};

const modesText = (modes: KindSummary['modes']): string => {
  const sorted = Object.entries(modes).sort(([aMode, a], [bMode, b]) => b - a || (aMode < bMode ? -1 : 1));
  const named = sorted.slice(0, MODES_NAMED).map(([mode, count]) => `${mode} × ${formatCount(count)}`);
  return [
    ...named,
    ...(sorted.length > MODES_NAMED ? [`${countOf(sorted.length - MODES_NAMED, 'more mode')}`] : []),
  ].join(', ');
};

const row = (kind: string, summary: KindSummary): Markup =>
  html`<tr><th scope="row">${kind.replaceAll('_', ' ')}</th><td class="number">${formatCount(summary.count)}</td><td class="number">${formatBytes(summary.bytes)}</td><td class="wide">${barOf(summary.modes)}</td><td class="modes">${modesText(summary.modes)}</td></tr>`;

/** What lies in the state tree, kind by kind: how many, how much, and whom the modes let in. */
export const kindBars = ({ kinds }: ScanFacts): Markup | undefined => {
  const rows = Object.entries(kinds)
    .filter(([, { count }]) => count > 0)
    .sort(([aKind, a], [bKind, b]) => b.count - a.count || (aKind < bKind ? -1 : 1));
  if (rows.length === 0) return undefined;
  const legend = (Object.keys(AUDIENCES) as Audience[]).map(
    (audience) => html`<li><span class="swatch ${audience}"></span>${AUDIENCES[audience]}</li>`,
  );
  return html`<section aria-labelledby="kinds"><h2 id="kinds">What lies there, and whom the modes let in</h2><ul class="legend">${legend}</ul><div class="scroll" tabindex="0" role="region" aria-label="Kinds of files"><table><thead><tr><th scope="col">Kind</th><th scope="col" class="number">Entries</th><th scope="col" class="number">Size</th><th scope="col">Let in</th><th scope="col">Modes</th></tr></thead><tbody>${rows.map(([kind, summary]) => row(kind, summary))}</tbody></table></div></section>\n`;
};
