import test from 'ava';
import type { Finding } from '../../src/audit/finding.ts';
import { type AnyCheckModule, judge } from '../../src/checks/judge.ts';
import { type ContextParts, contextWith } from './context.ts';

/** Case name, what the context holds, and the findings in order as `id severity`. */
export type CheckCase = readonly [name: string, parts: ContextParts, findings: readonly string[]];

export const findingsOf = (module: AnyCheckModule, parts: ContextParts): Promise<Finding[]> =>
  judge(module, contextWith(parts));

/** One test for each case. A finding must also be fit to show: texts without holes. */
export const checkTable = (module: AnyCheckModule, cases: readonly CheckCase[]): void => {
  for (const [name, parts, expected] of cases) {
    test(name, async (t) => {
      const findings = await findingsOf(module, parts);
      t.deepEqual(
        findings.map(({ checkId, severity }) => `${checkId} ${severity}`),
        [...expected],
      );
      for (const { title, detail, remediation = '' } of findings) {
        t.notRegex(`${title} ${detail} ${remediation}`, /undefined|\[object|NaN/);
      }
    });
  }
};
