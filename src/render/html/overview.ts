import type { Report } from '../../audit/report.ts';
import { SEVERITIES } from '../../audit/severity.ts';
import { countOf } from '../../audit/units.ts';
import { baselineText } from '../baseline-text.ts';
import { incompleteText } from '../coverage-rows.ts';
import { shortenHome } from '../place-text.ts';
import { scanText } from '../scan-text.ts';
import { html, type Markup } from './markup.ts';
import type { HtmlOptions } from './options.ts';

type Verdict = { readonly mood: 'bad' | 'doubtful' | 'good'; readonly text: string };

/** The one sentence to read. An audit that missed something is never good. */
export const verdictOf = ({ summary, coverage, selection }: Report): Verdict => {
  if (summary.critical > 0) return { mood: 'bad', text: `${countOf(summary.critical, 'critical finding')}` };
  if (!coverage.complete) return { mood: 'doubtful', text: 'Nothing critical found, but the audit is incomplete' };
  if (summary.warn > 0) return { mood: 'doubtful', text: `Nothing critical, ${countOf(summary.warn, 'warning')}` };
  if (selection !== undefined) return { mood: 'doubtful', text: 'Nothing to mend among the selected checks' };
  return { mood: 'good', text: 'Nothing to mend: everything that was to be judged was judged' };
};

const COUNT_NAMES = { critical: 'critical', warn: 'warnings', info: 'info' } as const;

const counts = ({ summary }: Report): Markup =>
  html`<ul class="counts">${SEVERITIES.map((severity) => html`<li class="${summary[severity] === 0 ? 'none' : severity}"><strong>${summary[severity]}</strong> ${COUNT_NAMES[severity]}</li>`)}</ul>`;

const facts = (report: Report, home: string | undefined): Markup => {
  const { host, hosts, baseline, suppressedFindings = [], selection } = report;
  const rows: readonly (readonly [string, string])[] = [
    ...(hosts === undefined
      ? ([
          ['State', shortenHome(host.stateDir, home)],
          ['Config', shortenHome(host.configPath, home)],
        ] as const)
      : hosts.map(
          ({ host: { stateDir }, summary: { critical, warn, info } }) =>
            [`State`, `${stateDir}: ${critical} critical, ${countOf(warn, 'warning')}, ${info} info`] as const,
        )),
    ['Scanned', scanText(report)],
    ['When', new Date(report.ts).toISOString().replace('T', ' ').slice(0, 'yyyy-mm-dd hh:mm'.length).concat(' UTC')],
    ...(baseline === undefined ? [] : [['Baseline', baselineText(baseline)] as const]),
    ...(suppressedFindings.length === 0
      ? []
      : [['Suppressed', countOf(suppressedFindings.length, 'finding')] as const]),
    ...(selection === undefined
      ? []
      : [
          [
            'Selected',
            `${[...selection.only, ...selection.skip.map((pattern) => `not ${pattern}`)].join(', ')}; ${countOf(selection.leftOut, 'finding')} left out`,
          ] as const,
        ]),
  ];
  return html`<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
};

/** The top of the page: the verdict, the counts, what was audited. */
export const overview = (report: Report, { home }: HtmlOptions): Markup => {
  const { mood, text } = verdictOf(report);
  const incomplete = incompleteText(report);
  const banner =
    incomplete === undefined
      ? undefined
      : html`<p class="incomplete"><strong>Incomplete:</strong> ${incomplete} <a href="#coverage">What was missed</a></p>`;
  return html`<header class="top ${mood}"><h1>OpenClaw security audit</h1><p class="verdict">${text}</p>${counts(report)}${banner}${facts(report, home)}</header>\n`;
};
