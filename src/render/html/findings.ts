import type { Finding, Place } from '../../audit/finding.ts';
import { SEVERITIES, type Severity } from '../../audit/severity.ts';
import { countOf } from '../../audit/units.ts';
import { exposureText } from '../exposure-text.ts';
import { commandOf } from '../finding-command.ts';
import { placeText, shortenHomeIn } from '../place-text.ts';
import { html, type Markup } from './markup.ts';
import type { HtmlOptions } from './options.ts';

/** Severities as the page calls them. */
export const SEVERITY_NAMES: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  warn: 'Warning',
  info: 'Info',
};

const HEADINGS: Readonly<Record<Severity, string>> = { critical: 'Critical', warn: 'Warnings', info: 'Info' };

/** So many findings stand open from the start; the rest are a click away. */
const OPEN = 10;
const PLACES_SHOWN = 5;
const PLACES_LISTED = 1_000;

const lines = (text: string): Markup[] =>
  text
    .trimEnd()
    .split(/\r?\n/)
    .map((line, i) => (i === 0 ? html`${line}` : html`<br>${line}`));

const placeItems = (places: readonly Place[], home: string | undefined): Markup[] =>
  places.map((place) => html`<li class="path">${placeText(place, home)}</li>`);

const placeList = (places: readonly Place[], home: string | undefined): Markup | undefined => {
  if (places.length === 0) return undefined;
  const more = places.slice(PLACES_SHOWN, PLACES_LISTED);
  const beyond = places.length - PLACES_LISTED;
  const folded = html`<details><summary>${countOf(more.length, 'more place')}</summary><ul>${placeItems(more, home)}</ul>${beyond > 0 ? html`<p>… and ${countOf(beyond, 'more place')}.</p>` : undefined}</details>`;
  return html`<dt>Where</dt><dd><ul>${placeItems(places.slice(0, PLACES_SHOWN), home)}</ul>${more.length > 0 ? folded : undefined}</dd>`;
};

const remedy = (finding: Finding, options: HtmlOptions): Markup | undefined => {
  const command = commandOf(finding, options);
  if (finding.remediation === undefined && command === undefined) return undefined;
  const text = finding.remediation === undefined ? undefined : html`<p>${lines(finding.remediation)}</p>`;
  return html`<dt>Fix</dt><dd>${text}${command === undefined ? undefined : html`<pre tabindex="0"><code>${command}</code></pre>`}</dd>`;
};

const card = (finding: Finding, isOpen: boolean, options: HtmlOptions): Markup => {
  const { home } = options;
  const { severity, exposure } = finding;
  const reach = exposure === undefined ? undefined : html`<dt>Reach</dt><dd>${exposureText(exposure, home)}</dd>`;
  return html`<details class="finding ${severity}"${isOpen ? html` open` : undefined}><summary><span class="tag">${SEVERITY_NAMES[severity]}</span> <span class="title">${finding.title}</span> <code class="id">${finding.checkId}</code></summary><div class="body"><p>${lines(shortenHomeIn(finding.detail, home))}</p><dl>${placeList(finding.places ?? [], home)}${reach}${remedy(finding, options)}</dl></div></details>\n`;
};

const filters = (findings: readonly Finding[]): Markup => {
  const boxes = SEVERITIES.filter((severity) => findings.some((finding) => finding.severity === severity)).map(
    (severity) => html`<label><input type="checkbox" id="show-${severity}" checked> ${HEADINGS[severity]}</label>`,
  );
  return html`<div class="filters" role="search" aria-label="Filter the findings"><fieldset><legend>Show</legend>${boxes}</fieldset><label class="needs-script" hidden>Containing <input type="search" id="filter" autocomplete="off"></label><p id="shown" role="status"></p></div>`;
};

/** The findings, worst first, one foldable card each, in pieces of a card. */
export function* findingCards(findings: readonly Finding[], options: HtmlOptions): Generator<Markup> {
  if (findings.length === 0) return;
  yield html`<section aria-labelledby="findings"><h2 id="findings" tabindex="-1">Findings</h2>${filters(findings)}\n`;
  let nth = 0;
  for (const severity of SEVERITIES) {
    const group = findings.filter((finding) => finding.severity === severity);
    if (group.length === 0) continue;
    yield html`<div class="findings findings-${severity}"><h3>${HEADINGS[severity]} <span class="count">${group.length}</span></h3>\n`;
    for (const finding of group) yield card(finding, nth++ < OPEN && severity !== 'info', options);
    yield html`</div>\n`;
  }
  yield html`</section>\n`;
}
