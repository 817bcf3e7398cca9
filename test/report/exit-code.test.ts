import test from 'ava';
import { exitCodeOf, type Outcome } from '../../src/report/exit-code.ts';
import { finding, reportOf } from './fixtures.ts';

const clean = reportOf([]);
const warned = reportOf([finding('a.b', 'warn')]);
const critical = reportOf([finding('a.b', 'critical')]);
const incomplete = reportOf([], { complete: false });
const incompleteCritical = reportOf([finding('a.b', 'critical')], { complete: false });
const known = { ...critical, baseline: { ts: 0, unchanged: 1, grown: [], new: [], gone: [] } };
const worse = { ...critical, baseline: { ts: 0, unchanged: 0, grown: [], new: critical.findings, gone: [] } };

const ROWS: readonly (readonly [string, typeof clean, Outcome, 0 | 1 | 3 | 4 | 130 | 143])[] = [
  ['nothing found', clean, {}, 0],
  ['criticals, as in the original', critical, {}, 0],
  ['incomplete, nobody asked', incomplete, {}, 0],
  ['at the threshold', warned, { failOn: 'warn' }, 1],
  ['above the threshold', critical, { failOn: 'info' }, 1],
  ['below the threshold', warned, { failOn: 'critical' }, 0],
  ['incomplete is never green', incomplete, { failOn: 'critical' }, 3],
  ['a finding outranks incompleteness', incompleteCritical, { failOn: 'critical' }, 1],
  ['with a baseline only the new ones count', known, { failOn: 'critical' }, 0],
  ['a new one', worse, { failOn: 'critical' }, 1],
  ['a config that cannot be read', clean, { configUnreadable: true }, 1],
  ['a fix that partly failed', critical, { fixFailed: true, failOn: 'critical' }, 4],
  ['a report that could not be written', clean, { writeFailed: true }, 3],
  ['that, and a finding', critical, { writeFailed: true, failOn: 'critical' }, 1],
  ['interrupted', incomplete, { interruptedBy: 'SIGINT', failOn: 'info' }, 130],
  ['terminated', incomplete, { interruptedBy: 'SIGTERM', failOn: 'info' }, 143],
];

for (const [what, report, outcome, code] of ROWS) {
  test(`${code}: ${what}`, (t) => {
    t.is(exitCodeOf(report, outcome), code);
  });
}
