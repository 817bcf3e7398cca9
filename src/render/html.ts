import { createHash } from 'node:crypto';
import type { Report } from '../audit/report.ts';
import { findingCards } from './html/findings.ts';
import { kindBars } from './html/kind-bars.ts';
import { html, Markup } from './html/markup.ts';
import type { HtmlOptions } from './html/options.ts';
import { overview, verdictOf } from './html/overview.ts';
import { PAGE_SCRIPT } from './html/page-script.ts';
import { PAGE_STYLE } from './html/page-style.ts';
import { coverageSection, fixSection, goneSection, grownSection, suppressedSection } from './html/sections.ts';
import { stateMap } from './html/state-map.ts';

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * Nothing is loaded and nothing runs but this page's own style and script, known by their hashes (CSP 3, 2.3.1): even markup
 * that got in by a mistake of ours could neither run nor call home.
 */
const POLICY = `default-src 'none'; style-src ${hashOf(PAGE_STYLE)}; script-src ${hashOf(PAGE_SCRIPT)}; base-uri 'none'; form-action 'none'`;

const head = (report: Report, hasFindings: boolean): Markup =>
  html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${verdictOf(report).text} – OpenClaw security audit</title>
<style>${new Markup(PAGE_STYLE)}</style>
</head>
<body>
<a class="skip" href="#${hasFindings ? 'findings' : 'coverage'}">Skip the summary</a>
<main>
`;

const foot = ({ host }: Report): Markup =>
  html`</main>
<footer>${host.tool}. This page holds its data, loads nothing and sends nothing.</footer>
<script>${new Markup(PAGE_SCRIPT)}</script>
</body>
</html>
`;

/** The report as one self-contained page, in pieces of a finding each. Everything foreign in it is text, never markup. */
export function* renderHtml(report: Report, options: HtmlOptions = {}): Generator<string> {
  const shown = report.baseline?.new ?? report.findings;
  yield head(report, shown.length > 0).text;
  yield overview(report, options).text;
  for (const piece of findingCards(shown, options)) yield piece.text;
  const sections = [
    grownSection(report),
    goneSection(report),
    fixSection(report, options),
    stateMap(report.scan),
    kindBars(report.scan),
    coverageSection(report, options),
    suppressedSection(report),
  ];
  for (const section of sections) if (section !== undefined) yield section.text;
  yield foot(report).text;
}
