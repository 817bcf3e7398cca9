/** The page's style. Colours are pairs for light and dark; what a colour says is also said in words. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f6f4, #14161a);
  --paper: light-dark(#ffffff, #1c1f24);
  --sunk: light-dark(#f0f0ee, #15181c);
  --ink: light-dark(#1b1c1e, #e9eaec);
  --soft: light-dark(#565a61, #a9aeb7);
  --line: light-dark(#d8d9dc, #363b43);
  --critical: light-dark(#b3231b, #ff9187);
  --warn: light-dark(#835400, #f2bd62);
  --info: light-dark(#1f5ba3, #8dbcf7);
  --good: light-dark(#17673a, #83d8a0);
  --open: light-dark(#b93229, #a5362e);
  --open-ink: #ffffff;
  --sheltered: light-dark(#f3cd86, #684b15);
  --sheltered-ink: light-dark(#3c2a00, #ffe6b8);
  --tight: light-dark(#cfe3d6, #24452f);
  --tight-ink: light-dark(#12391f, #d3ecdb);
  --rest: light-dark(#e2e3e6, #2d3239);
  --rest-ink: light-dark(#3a3d43, #c9cdd4);
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Mono", "Liberation Mono", Menlo, Consolas, monospace;
}
* { box-sizing: border-box; }
html { font: 100%/1.5 var(--sans); background: var(--page); color: var(--ink); -webkit-text-size-adjust: 100%; }
body { margin: 0; }
main, footer { max-width: 68rem; margin: 0 auto; padding: 0 1.25rem; }
main { padding-top: 1.5rem; }
footer { padding-block: 1.5rem 3rem; color: var(--soft); font-size: .875rem; }
a { color: inherit; }
:focus-visible { outline: 3px solid var(--info); outline-offset: 2px; border-radius: 3px; }
.skip { position: absolute; left: -100vw; background: var(--paper); padding: .5rem 1rem; z-index: 1; }
.skip:focus { left: 1rem; top: 1rem; }
h1 { margin: 0; font-size: 1rem; font-weight: 600; color: var(--soft); letter-spacing: .01em; }
h2 { margin: 0 0 .75rem; font-size: 1.25rem; line-height: 1.3; }
h3 { margin: 1.5rem 0 .5rem; font-size: 1rem; }
p { margin: .25rem 0 .75rem; max-width: 46rem; }
ul { margin: 0; padding-left: 1.25rem; }
code, pre, .path, .modes { font-family: var(--mono); font-size: .8125rem; }
p, li, dd, .path, .id, .title { overflow-wrap: anywhere; }
pre { margin: .25rem 0; padding: .6rem .8rem; background: var(--sunk); border: 1px solid var(--line); border-radius: 6px; overflow-x: auto; user-select: all; }
section, .top { background: var(--paper); border: 1px solid var(--line); border-radius: 10px; padding: 1.5rem; margin-bottom: 1.25rem; }
.top { border-top: 6px solid var(--soft); }
.top.bad { border-top-color: var(--critical); }
.top.doubtful { border-top-color: var(--warn); }
.top.good { border-top-color: var(--good); }
.verdict { margin: .15rem 0 1rem; max-width: none; font-size: clamp(1.5rem, 4.5vw, 2.125rem); line-height: 1.2; font-weight: 700; letter-spacing: -.015em; }
.bad .verdict { color: var(--critical); }
.doubtful .verdict { color: var(--warn); }
.good .verdict { color: var(--good); }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 2rem; list-style: none; padding: 0; margin: 0 0 1rem; color: var(--soft); }
.counts strong { font-size: 1.5rem; color: var(--ink); font-variant-numeric: tabular-nums; }
.counts .critical strong { color: var(--critical); }
.counts .warn strong { color: var(--warn); }
.counts .info strong { color: var(--info); }
.incomplete { max-width: none; border: 2px solid var(--critical); border-radius: 8px; padding: .75rem 1rem; margin: 0 0 1rem; }
.incomplete strong { color: var(--critical); }
.facts { margin: 0; display: grid; gap: .25rem; font-size: .875rem; }
.facts div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); }
.facts dt, .body dt { color: var(--soft); }
dd { margin: 0; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; font-size: .875rem; }
.filters fieldset { display: flex; flex-wrap: wrap; gap: .25rem 1rem; border: 0; padding: 0; margin: 0; }
.filters legend { float: left; padding: 0; margin-right: 1rem; line-height: 1.75rem; color: var(--soft); }
.filters label { display: inline-flex; align-items: center; gap: .4rem; min-height: 1.75rem; }
.filters label[hidden] { display: none; }
.filters input[type=search] { font: inherit; color: inherit; background: var(--sunk); border: 1px solid var(--soft); border-radius: 6px; padding: .25rem .5rem; width: 14rem; max-width: 60vw; }
.filters input[type=checkbox] { inline-size: 1rem; block-size: 1rem; margin: 0; accent-color: var(--info); }
.filters p { margin: 0; color: var(--soft); }
body:has(#show-critical:not(:checked)) .findings-critical, body:has(#show-warn:not(:checked)) .findings-warn, body:has(#show-info:not(:checked)) .findings-info { display: none; }
.findings:not(:has(.finding:not([hidden]))) { display: none; }
.count { font-weight: 400; color: var(--soft); }
summary { cursor: pointer; }
.finding { border: 1px solid var(--line); border-left: 4px solid var(--info); border-radius: 6px; margin: 0 0 .6rem; }
.finding.critical { border-left-color: var(--critical); }
.finding.warn { border-left-color: var(--warn); }
.finding > summary { margin-left: 1.8rem; padding: .6rem .8rem .6rem 0; list-style-position: outside; }
.finding > summary .title { font-weight: 600; }
.finding > summary .id { display: block; color: var(--soft); }
.tag { font-size: .75rem; font-weight: 700; color: var(--info); }
.critical .tag { color: var(--critical); }
.warn .tag { color: var(--warn); }
.body { padding: 0 .8rem .6rem 1.8rem; }
.body dl { display: grid; grid-template-columns: 4rem minmax(0, 1fr); gap: .35rem .75rem; margin: 0; }
.body dd p { margin: 0 0 .25rem; }
.body dd ul { padding: 0; list-style: none; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; padding: 0; margin: 0 0 .75rem; font-size: .875rem; color: var(--soft); }
.legend li { display: inline-flex; align-items: center; gap: .45rem; }
.swatch { inline-size: .85rem; block-size: .85rem; border-radius: 3px; border: 1px solid var(--line); flex: none; }
.swatch.open, .swatch.everyone { background: var(--open); }
.swatch.sheltered, .swatch.group { background: var(--sheltered); }
.swatch.tight, .swatch.owner { background: var(--tight); }
.swatch.rest { background: var(--rest); }
.map { display: block; width: 100%; height: 24rem; border-radius: 6px; margin-bottom: .75rem; }
.tile rect { stroke: var(--paper); stroke-width: 2; }
.tile text { font: 600 12px var(--mono); }
.tile text.small { font: 12px var(--sans); }
.tile.open rect { fill: var(--open); } .tile.open text { fill: var(--open-ink); }
.tile.sheltered rect { fill: var(--sheltered); } .tile.sheltered text { fill: var(--sheltered-ink); }
.tile.tight rect { fill: var(--tight); } .tile.tight text { fill: var(--tight-ink); }
.tile.rest rect { fill: var(--rest); } .tile.rest text { fill: var(--rest-ink); }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; }
th, td { text-align: left; padding: .4rem .75rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; font-weight: 400; }
thead th { color: var(--soft); font-size: .8125rem; }
tbody th.path { min-width: 12rem; }
.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.state { white-space: nowrap; }
td.wide { min-width: 9rem; width: 26%; }
.bar { display: block; width: 100%; height: .9rem; margin-top: .25rem; border-radius: 3px; }
.bar .owner { fill: var(--tight); } .bar .group { fill: var(--sheltered); } .bar .everyone { fill: var(--open); }
section > details > summary { font-size: .875rem; }
@media (max-width: 40rem) {
  main { padding: .75rem .75rem 0; }
  section, .top { padding: 1rem; border-radius: 8px; }
  .facts div { grid-template-columns: 5.5rem minmax(0, 1fr); }
  .body { padding-left: 1.8rem; }
  .body dl { grid-template-columns: minmax(0, 1fr); gap: .1rem; }
  .body dd { margin-bottom: .5rem; }
  .map { height: 20rem; }
}
@media print {
  :root { color-scheme: light; }
  html, body, section, .top { background: none; }
  main, footer { max-width: none; padding: 0; }
  .filters, .skip { display: none; }
  section, .top { border-width: 1px 0 0; border-radius: 0; padding-inline: 0; margin: 0; }
  .finding, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  ::details-content { content-visibility: visible; block-size: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
