import type { Finding } from '../../src/audit/finding.ts';
import { countSeverities, type Report } from '../../src/audit/report.ts';
import type { Severity } from '../../src/audit/severity.ts';

export const STATE = '/home/ada/.openclaw';

export const finding = (checkId: string, severity: Severity = 'warn', more: Partial<Finding> = {}): Finding => ({
  checkId,
  severity,
  title: `Title of ${checkId}`,
  detail: `Detail of ${checkId}`,
  ...more,
});

export const reportOf = (findings: readonly Finding[], { complete = true, stateDir = STATE } = {}): Report => ({
  ts: 1_000,
  summary: countSeverities(findings),
  findings,
  coverage: {
    complete,
    state: {
      entries: 2,
      judged: complete ? 2 : 1,
      skipped: complete ? {} : { unreadable: { count: 1, samples: ['/x'] } },
      notes: [],
    },
  },
  scan: { files: 1, directories: 1, bytes: 1, seconds: 1, threads: 1, kinds: {}, worstDirectories: [] },
  host: { stateDir, configPath: `${stateDir}/openclaw.json`, tool: 'openclaw-security 0.0.0' },
});

export const ids = (findings: readonly Finding[]): string[] => findings.map(({ checkId }) => checkId);
