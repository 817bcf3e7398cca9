import test from 'ava';
import type { Report } from '../../src/audit/report.ts';
import { coverageRows, incompleteText, judgedText } from '../../src/render/coverage-rows.ts';
import { cleanReport, sampleReport } from './sample-report.ts';

const incomplete = (more: Partial<Report>): Report => ({
  ...cleanReport(),
  coverage: { ...cleanReport().coverage, complete: false },
  ...more,
});

const unreachable = { attempted: true, url: 'ws://127.0.0.1:1', ok: false, error: 'refused', close: null };
const unreadable = { checkId: 'config.unreadable', severity: 'critical', title: 't', detail: 'd' } as const;
const unseen = { checkId: 'fs.place_unreadable', severity: 'warn', title: 't', detail: 'd' } as const;
const gone = {
  entries: 5,
  judged: 3,
  skipped: { vanished: { count: 1, samples: [] }, interrupted: { count: 1, samples: [] } },
  notes: [],
};

for (const [what, report, text] of [
  ['complete', cleanReport(), undefined],
  ['entries', sampleReport(), '9 entries of the state tree not judged'],
  [
    'what vanished is no gap',
    incomplete({ coverage: { complete: false, state: gone } }),
    '1 entry of the state tree not judged',
  ],
  ['named places', incomplete({ findings: [unseen, unseen] }), '2 named places could not be looked at'],
  [
    'notes alone',
    incomplete({ coverage: { complete: false, state: { ...gone, skipped: {}, notes: ['x'] } } }),
    'not all of the state tree was read',
  ],
  ['the gateway', incomplete({ deep: { gateway: unreachable } }), 'the running gateway could not be looked at'],
  ['the config', incomplete({ findings: [unreadable] }), 'the config could not be read'],
  ['nobody knows what', incomplete({}), 'a part of the audit did not run'],
] as const) {
  test(`incomplete: ${what}`, (t) => {
    t.is(incompleteText(report), text && `${text}. What was not looked at is not known to be safe.`);
  });
}

test('the parts that ran, and how much of each was judged', (t) => {
  const rows = coverageRows({
    complete: true,
    state: gone,
    transcripts: { entries: 1, judged: 1, skipped: {}, notes: [] },
  });
  t.deepEqual(
    rows.map((row) => `${row.part}: ${judgedText(row)}`),
    ['State tree: 3 of 5 entries judged', 'Transcripts: 1 of 1 entry judged'],
  );
  t.deepEqual(
    rows[0]?.skipped.map(({ why, gap }) => [why, gap]),
    [
      ['vanished during the audit', false],
      ['left when the audit was interrupted', true],
    ],
  );
});
