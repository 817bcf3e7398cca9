import type { Finding } from '../../../src/audit/finding.ts';
import type { Report } from '../../../src/audit/report.ts';
import { HOME, HOSTILE_NAME, sampleReport } from '../sample-report.ts';

const STATE = `${HOME}/.openclaw`;

const more: readonly Finding[] = [
  {
    checkId: 'hooks.token_too_short',
    severity: 'warn',
    title: 'The hooks token is short',
    detail: 'hooks.token has 9 characters; 24 or more cannot be guessed.',
    remediation: 'Set a longer one.',
    places: [{ file: `${STATE}/openclaw.json`, key: 'hooks.token', line: 40 }],
  },
  {
    checkId: 'models.weak_tier',
    severity: 'warn',
    title: 'A small model has tools and untrusted input',
    detail: 'agents.list[2] runs a model of 7 billion parameters with web access and without a sandbox.',
    places: [{ file: `${STATE}/openclaw.json`, key: 'agents.list[2].model' }],
  },
];

const AGENTS = ['main', 'work', 'research', 'ops', 'family', 'travel'];

/** The sample report with enough in it to fill a page: more findings, kinds, and directories of every state. */
export const richReport = (): Report => {
  const sample = sampleReport();
  const sessions = AGENTS.map((agent, i) => ({
    path: `agents/${agent}/sessions`,
    entries: Math.round(180_000 / (i + 1) ** 1.4),
    loose: [412, 0, 90, 0, 0, 7][i] ?? 0,
    exposed: i === 0 || i === 5,
  }));
  const small = Array.from({ length: 60 }, (_, i) => ({
    path: `agents/worker-${i}/sessions`,
    entries: 900 - 12 * i,
    loose: i % 9 === 0 ? 3 : 0,
    exposed: i % 18 === 0,
  }));
  return sampleReport({
    findings: [...sample.findings, ...more],
    scan: {
      ...sample.scan,
      kinds: {
        transcript: { count: 398_112, bytes: 3_400_000_000, modes: { '600': 390_000, '640': 7_700, '644': 412 } },
        transcript_residue: { count: 12_888, bytes: 31_000_000, modes: { '600': 12_888 } },
        log: { count: 124, bytes: 35_969_740, modes: { '600': 120, '666': 4 } },
        credential: { count: 12, bytes: 4_096, modes: { '600': 11, '644': 1 } },
      },
      worstDirectories: [
        ...sessions,
        { path: `agents/${HOSTILE_NAME}/sessions`, entries: 9_000, loose: 12, exposed: true },
        ...small,
      ],
    },
    suppressedFindings: [
      {
        checkId: 'logging.redact_off',
        severity: 'warn',
        title: 'Secrets are not redacted in logs',
        detail: 'logging.redactSensitive is "off".',
        suppression: {
          source: 'ignore-file',
          reason: `the log never leaves this host ${HOSTILE_NAME}`,
          expires: '2027-06-30',
        },
      },
    ],
  });
};
