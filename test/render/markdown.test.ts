import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { type MarkdownOptions, renderMarkdown } from '../../src/render/markdown.ts';
import { markdownCommand, markdownText } from '../../src/render/markdown-text.ts';
import { cleanReport, HOME, sampleReport } from './sample-report.ts';

const text = (report: ReturnType<typeof sampleReport>, options?: MarkdownOptions): string =>
  [...renderMarkdown(report, options)].join('');

const finding = (severity: Finding['severity'], more: Partial<Finding> = {}): Finding => ({
  checkId: 'fs.sample',
  severity,
  title: 'T',
  detail: 'd',
  ...more,
});

test('the sample report', (t) => {
  t.snapshot(text(sampleReport(), { home: HOME, fixCommand: 'openclaw-security security audit --fix' }));
});

test('nothing found, completely and not', (t) => {
  t.regex(text(cleanReport()), /No findings\. Everything/);
  const incomplete = text(sampleReport({ findings: [] }));
  t.notRegex(incomplete, /No findings/);
  t.regex(incomplete, /INCOMPLETE/);
});

test('a comment on GitHub holds it, however much there is, and the worst comes first', (t) => {
  const long = {
    detail: 'x <y> '.repeat(5_000),
    places: Array.from({ length: 5_000 }, () => ({ file: '`/|'.repeat(3_000) })),
  };
  const findings = [...Array.from({ length: 300 }, () => finding('warn', long)), finding('critical')];
  const samples = Array.from({ length: 5_000 }, () => 'note '.repeat(1_000));
  const report = sampleReport({ findings });
  const { coverage } = report;
  const whole = text({ ...report, coverage: { ...coverage, state: { ...coverage.state, notes: samples } } });
  t.true(whole.length <= 65_536, String(whole.length));
  t.regex(whole, /### Critical\n\n<details>.*fs\.sample/);
  t.regex(whole, /\*\*29\d more findings did not fit here\*\*/);
  t.is(whole.match(/<details>/g)?.length, whole.match(/<\/details>/g)?.length);
});

test('foreign text starts nothing', (t) => {
  const hostile = '<img src=x onerror=y> @team #1 !2 [a](http://b) `c` **d** www.e.f :tada: $g$ ~h~ |i| a&b';
  const shown = markdownText(hostile);
  t.notRegex(shown, /[<>@[\]`*$~|]|[:!]\S/);
  t.notRegex(shown, /www\.|(?<!&)#|&(?!#\d+;)/);
  t.is(
    shown.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
    hostile,
    'and reads the same',
  );
});

test('a line break in a name starts no line, so no quick action of GitLab', (t) => {
  const whole = text(
    sampleReport({
      findings: [
        finding('warn', {
          detail: 'x\n/close\n/assign me',
          title: 'a\n/close',
          remediation: 'b\n/close',
          places: [{ file: '/a\n/close' }],
        }),
      ],
    }),
  );
  t.notRegex(whole, /^\s*\/(?:close|assign)/m);
});

test('a command cannot close its fence', (t) => {
  t.is(markdownCommand('rm ```` x'), '`````sh\nrm ```` x\n`````');
  t.is(markdownCommand('a\nb'), '```sh\na\\nb\n```');
});
