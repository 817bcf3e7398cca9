import type { Report } from '../../audit/report.ts';
import { countOf, formatCount } from '../../audit/units.ts';
import { growthText } from '../baseline-text.ts';
import { coverageRows, judgedText, type SkippedRow } from '../coverage-rows.ts';
import { shortenHome } from '../place-text.ts';
import { html, type Markup } from './markup.ts';
import type { HtmlOptions } from './options.ts';

const PLANNED = 500;

const plannedList = (changes: readonly string[]): Markup => {
  const items = changes.slice(0, PLANNED).map((change) => html`<li class="path">${change}</li>`);
  const more =
    changes.length > PLANNED ? html`<p>… and ${countOf(changes.length - PLANNED, 'more change')}.</p>` : undefined;
  return changes.length === 0
    ? html`<p>It would change nothing.</p>`
    : html`<details><summary>${countOf(changes.length, 'change')}</summary><ul>${items}</ul>${more}</details>`;
};

/** What `--fix` would take away, and, when a plan was made, every change. */
export const fixSection = (report: Report, { fixCommand, plannedChanges }: HtmlOptions): Markup | undefined => {
  const fixable = report.findings.filter((finding) => finding.fixable);
  if (fixable.length === 0 && plannedChanges === undefined) return undefined;
  const titles = [...Map.groupBy(fixable, ({ checkId }) => checkId)].map(
    ([checkId, same]) =>
      html`<li><code>${checkId}</code> ${same[0]?.title}${same.length > 1 ? html` (${same.length} times)` : undefined}</li>`,
  );
  const command =
    fixCommand === undefined
      ? undefined
      : html`<p>See first what it would do:</p><pre tabindex="0"><code>${fixCommand} --dry-run</code></pre>`;
  const mends = html`<p>It mends ${countOf(fixable.length, 'finding')}:</p><ul>${titles}</ul>`;
  return html`<section aria-labelledby="fix"><h2 id="fix">What --fix would do</h2><p>It takes access of others away, never gives any, closes open group policies in the config, and can be undone.</p>${fixable.length === 0 ? undefined : mends}${plannedChanges === undefined ? undefined : plannedList(plannedChanges)}${command}</section>\n`;
};

const skippedItem = ({ why, count, samples, gap }: SkippedRow, home: string | undefined): Markup => {
  const shown = samples.map((path) => html`<li class="path">${shortenHome(path, home)}</li>`);
  const more =
    count > samples.length && samples.length > 0
      ? html`<li>… and ${formatCount(count - samples.length)} more</li>`
      : undefined;
  return html`<li>${gap ? html`<strong>Not judged: </strong>` : undefined}${formatCount(count)} ${why}<ul>${shown}${more}</ul></li>`;
};

/** What was looked at, and what was not, by reason. */
export const coverageSection = ({ coverage }: Report, { home }: HtmlOptions): Markup => {
  const parts = coverageRows(coverage).map((row) => {
    const items = [
      ...row.skipped.map((skipped) => skippedItem(skipped, home)),
      ...row.notes.map((note) => html`<li>${note}</li>`),
    ];
    return html`<h3>${row.part}</h3><p>${judgedText(row)}.</p>${items.length === 0 ? undefined : html`<ul>${items}</ul>`}`;
  });
  return html`<section aria-labelledby="coverage"><h2 id="coverage" tabindex="-1">Coverage</h2>${parts}</section>\n`;
};

/** Findings that are not counted, with the reason somebody gave. */
export const suppressedSection = ({ suppressedFindings = [] }: Report): Markup | undefined => {
  if (suppressedFindings.length === 0) return undefined;
  const items = suppressedFindings.map(
    ({ checkId, title, severity, suppression: { reason, expires } }) =>
      html`<li><code>${checkId}</code> ${title} (${severity}): ${reason}${expires === undefined ? undefined : html`, until ${expires}`}</li>`,
  );
  return html`<section aria-labelledby="suppressed"><h2 id="suppressed">Suppressed</h2><ul>${items}</ul></section>\n`;
};

/** What counts many times what it did. */
export const grownSection = ({ baseline }: Report): Markup | undefined =>
  baseline === undefined || baseline.grown.length === 0
    ? undefined
    : html`<section aria-labelledby="grown"><h2 id="grown">Grown since the baseline</h2><ul>${baseline.grown.map((finding) => html`<li><code>${finding.checkId}</code> ${finding.title}: ${growthText(finding)}</li>`)}</ul></section>\n`;

/** What the baseline had and this audit has not. */
export const goneSection = ({ baseline, coverage }: Report): Markup | undefined => {
  if (baseline === undefined || baseline.gone.length === 0) return undefined;
  const doubt = coverage.complete ? undefined : html`<p>This audit is incomplete: they may only be out of sight.</p>`;
  return html`<section aria-labelledby="gone"><h2 id="gone">Gone since the baseline</h2>${doubt}<ul>${baseline.gone.map(({ checkId, title }) => html`<li><code>${checkId}</code> ${title}</li>`)}</ul></section>\n`;
};
