import test from 'ava';
import stringWidth from 'string-width';
import type { Finding } from '../../src/audit/finding.ts';
import { renderText } from '../../src/render/text.ts';
import { cleanReport, HOME, sampleReport } from './sample-report.ts';

const render = (...given: Parameters<typeof renderText>): string => [...renderText(...given)].join('');

const fixCommand = 'openclaw-security security audit --fix';

/** How scripts read the text: three numbers on the summary line, then `checkId title` lines under a heading of its own. */
const readBack = (text: string): { counts: number[]; findings: string[][] } => {
  const counts = /(\d+) critical\D+(\d+) warn\D+(\d+) info/.exec(text)?.slice(1).map(Number) ?? [];
  const findings: string[][] = [];
  let severity = '';
  for (const line of text.split('\n')) {
    if (/^(CRITICAL|WARN|INFO)$/.test(line)) severity = line.toLowerCase();
    const id = /^([a-z][a-z_]*(?:\.[^\s.:]+)+)\s/.exec(line)?.[1];
    if (severity !== '' && id !== undefined) findings.push([severity, id]);
  }
  return { counts, findings };
};

const finding = (n: number, severity: Finding['severity'] = 'warn'): Finding => ({
  checkId: 'fs.sample',
  severity,
  title: `Sample ${n}`,
  detail: `Detail ${n}`,
});

test('an incomplete audit with findings, at 80 columns', (t) => {
  t.snapshot(render(sampleReport(), { columns: 80, home: HOME, fixCommand }));
});

test('into a pipe: no wrapping, no colour', (t) => {
  const text = render(sampleReport(), { home: HOME, fixCommand });
  t.false(text.includes('\x1b'));
  t.snapshot(text);
});

test('in colour', (t) => {
  const text = render(sampleReport(), { columns: 60, colour: true, home: HOME, fixCommand });
  t.snapshot(text.replaceAll('\x1b', 'ESC'));
});

test('nothing found', (t) => {
  const text = render(cleanReport(), { columns: 80, home: HOME });
  t.regex(text, /^No findings\. Everything that was to be judged was judged\.$/m);
  t.notRegex(text, /INCOMPLETE/);
  t.snapshot(text);
});

test('nothing found in an incomplete audit is not fine', (t) => {
  const text = render(sampleReport({ findings: [] }), { columns: 80 });
  t.notRegex(text, /No findings/);
  t.regex(text, /^INCOMPLETE: /m);
});

test('scripts can read it back, hostile names or not', (t) => {
  for (const columns of [undefined, 80, 120]) {
    const { counts, findings } = readBack(render(sampleReport(), { columns, fixCommand }));
    t.deepEqual(counts, [2, 1, 1]);
    t.deepEqual(findings, [
      ['critical', 'gateway.bind_no_auth'],
      ['critical', 'fs.credentials.perms_readable'],
      ['warn', 'fs.transcripts.perms_readable'],
      ['info', 'summary.attack_surface'],
    ]);
  }
});

test('prose keeps to the width; commands and single words may run over', (t) => {
  const prose = {
    ...finding(1),
    detail: 'All is wide and 日本語 too. '.repeat(20),
    remediation: 'Do this, then that. '.repeat(9),
  };
  const text = render({ ...cleanReport(), findings: [prose] }, { columns: 50 });
  for (const line of text.split('\n')) t.true(stringWidth(line) <= 50, line);
});

test('a long detail and many places are folded, and unfolded on request', (t) => {
  const long: Finding = {
    ...finding(1),
    detail: Array.from({ length: 20 }, (_, i) => `line ${i}`).join('\n'),
    places: Array.from({ length: 20 }, (_, i) => ({ file: `/s/${i}` })),
  };
  const folded = render(sampleReport({ findings: [long] }));
  t.regex(folded, /… and 14 more lines/);
  t.regex(folded, /… and 17 more places/);
  t.notRegex(folded, /line 19|\/s\/19/);
  const all = render(sampleReport({ findings: [long] }), { verbose: true });
  t.regex(all, /line 19/);
  t.regex(all, /\/s\/19/);
});

test('from the sixth finding of one check on only the headline is shown', (t) => {
  const findings = Array.from({ length: 9 }, (_, i) => finding(i + 1));
  const text = render(sampleReport({ findings }));
  t.is(readBack(text).findings.length, 9);
  t.regex(text, /Detail 5/);
  t.notRegex(text, /Detail 6/);
  t.regex(render(sampleReport({ findings }), { verbose: true }), /Detail 9/);
});

test('with many findings the worst are named first', (t) => {
  const findings = [
    ...Array.from({ length: 12 }, (_, i) => finding(i)),
    { ...finding(99, 'critical'), title: 'The worst' },
  ];
  const [screen = ''] = render(sampleReport({ findings })).split('\nCRITICAL\n');
  t.regex(screen, /Most urgent\n {2}critical {2}The worst\n/);
  t.regex(screen, /… and 5 more findings below/);
});

test('--min-severity hides, but counts', (t) => {
  const text = render(sampleReport(), { minSeverity: 'critical' });
  const { counts, findings } = readBack(text);
  t.deepEqual(counts, [2, 1, 1]);
  t.is(findings.length, 2);
  t.regex(text, /Hidden {3}2 findings below critical/);
});

test('home is shortened in places, never in commands', (t) => {
  const report = sampleReport({
    findings: [
      {
        ...finding(1),
        detail: `See ${HOME}/x and '${HOME}/y' and ${HOME}2/z.`,
        command: `chmod 600 ${HOME}/x`,
        places: [{ file: `${HOME}/x` }],
      },
    ],
  });
  const text = render(report, { home: HOME });
  t.true(text.includes(`See ~/x and '${HOME}/y' and ${HOME}2/z.`));
  t.true(text.includes(`chmod 600 ${HOME}/x`));
  t.regex(text, /where ~\/x/);
});

test('with a baseline only the new findings are shown, the gone ones named, the rest counted', (t) => {
  const [first, second, third] = [finding(1, 'critical'), finding(2), finding(3)];
  const report = sampleReport({
    findings: [first, second],
    baseline: { ts: Date.UTC(2026, 0, 2), unchanged: 1, grown: [], new: [second], gone: [third] },
  });
  const text = render(report, { columns: 80 });
  t.deepEqual(readBack(text), { counts: [1, 1, 0], findings: [['warn', 'fs.sample']] });
  t.snapshot(text);
});

test('what was left out is said', (t) => {
  const suppression = { source: 'config', reason: 'r' } as const;
  const report = {
    ...cleanReport(),
    suppressedFindings: [{ ...finding(1), suppression }],
    selection: { only: ['fs.*'], skip: ['fs.x'], leftOut: 3 },
  };
  const text = render(report);
  t.regex(text, /^Selected fs\.\*, not fs\.x; 3 findings left out$/m);
  t.regex(text, /^Filtered 1 finding suppressed$/m);
  t.notRegex(text, /Everything/);
});
