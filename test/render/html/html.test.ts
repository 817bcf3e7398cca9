import test from 'ava';
import type { HtmlOptions } from '../../../src/render/html/options.ts';
import { renderHtml } from '../../../src/render/html.ts';
import { cleanReport, HOME, sampleReport } from '../sample-report.ts';
import { richReport } from './rich-report.ts';

const page = (report: ReturnType<typeof sampleReport>, options?: HtmlOptions): string =>
  [...renderHtml(report, options)].join('');

/** The page without the style and script, which have tests of their own in a browser. */
const content = (whole: string): string =>
  whole.replace(/<style>.*?<\/style>|<script>.*?<\/script>|content="default-src[^"]*"/gs, '');

test('the sample report', (t) => {
  const options = {
    home: HOME,
    fixCommand: 'openclaw-security security audit --fix',
    plannedChanges: ['chmod 600 a\nb'],
  };
  t.snapshot(content(page(richReport(), options)));
});

test('nothing found', (t) => {
  t.snapshot(content(page(cleanReport())));
});

for (const [what, report, verdict] of [
  ['critical', sampleReport(), /<header class="top bad">.*2 critical findings/s],
  ['clean', cleanReport(), /<header class="top good">.*Nothing to mend/s],
  [
    'nothing found, but incomplete',
    sampleReport({ findings: [] }),
    /<header class="top doubtful">.*but the audit is incomplete/s,
  ],
  [
    'nothing found among the selected',
    { ...cleanReport(), selection: { only: ['a'], skip: [], leftOut: 1 } },
    /<header class="top doubtful">.*selected/s,
  ],
] as const) {
  test(`verdict: ${what}`, (t) => {
    t.regex(page(report), verdict);
  });
}

test('nothing in the page points outside it', (t) => {
  t.notRegex(content(page(richReport())), /(?:src|href|action|data|srcset)="(?!#)/);
  t.notRegex(page(richReport()), /@import|url\(/);
});

test('no finding makes an element', (t) => {
  const bodies = content(page(richReport()));
  t.notRegex(bodies, /<script>(?!\s*\(\(\))|<img|onerror=(?!")/);
  t.regex(bodies, /&lt;script&gt;alert\(1\)&lt;\/script&gt;/);
});
