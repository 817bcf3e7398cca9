import type { Finding } from '../../src/audit/finding.ts';
import { countSeverities, type Report } from '../../src/audit/report.ts';

export const HOME = '/home/ada';
const STATE = `${HOME}/.openclaw`;

/** A name with everything in it that a terminal, a page or a parser could stumble over; `\udcff` is the raw byte 0xff. */
export const HOSTILE_NAME =
  'a\nCRITICAL\nfs.forged All is well\x1b[2J\x1b]0;owned\x07<script>alert(1)</script>|`&"\'\u202egpj.exe\u200b\udcff]]>--';

const FINDINGS: readonly Finding[] = [
  {
    checkId: 'gateway.bind_no_auth',
    severity: 'critical',
    title: 'The gateway listens on the network without authentication',
    detail: 'gateway.bind is "lan" and no token or password is set: whoever can reach the port controls the agent.',
    remediation: 'Listen on this machine only, or set a long token in gateway.auth.token.',
    command: 'openclaw config set gateway.bind loopback',
    places: [{ file: `${STATE}/openclaw.json`, key: 'gateway.bind', line: 12 }],
  },
  {
    checkId: 'fs.transcripts.perms_readable',
    severity: 'warn',
    title: 'Session transcripts can be read by others',
    detail: `412 of 5,000 transcripts give the group or others access.\nWorst: ${STATE}/agents/main/sessions (400)`,
    remediation: 'Take the access away.',
    places: [1, 2, 3, 4, 5, 6].map((n) => ({ file: `${STATE}/agents/main/sessions/${n}.jsonl` })),
    fixable: true,
    exposure: { exposed: false, closedBy: HOME, closedByMode: 0o700 },
  },
  {
    checkId: 'fs.credentials.perms_readable',
    severity: 'critical',
    title: `Credentials can be read by others: ${HOSTILE_NAME}`,
    detail: `The file ${STATE}/credentials/${HOSTILE_NAME} has mode 644.`,
    remediation: 'Take the access away.',
    places: [{ file: `${STATE}/credentials/${HOSTILE_NAME}` }],
    fixable: true,
    exposure: { exposed: true },
  },
  {
    checkId: 'summary.attack_surface',
    severity: 'info',
    title: 'Attack surface',
    detail: 'groups: open=1, allowlist=0\nelevated tools: enabled\nhooks: off\nbrowser: on',
  },
];

/** An incomplete audit with findings of every severity, some with hostile names. */
export const sampleReport = (changes: Partial<Report> = {}): Report => {
  const findings = changes.findings ?? FINDINGS;
  return {
    ts: Date.UTC(2026, 1, 17, 12, 30),
    summary: countSeverities(findings),
    findings,
    coverage: {
      complete: false,
      state: {
        entries: 412_340,
        judged: 412_328,
        skipped: {
          unreadable: { count: 9, samples: [`${STATE}/agents/x`, `${STATE}/agents/${HOSTILE_NAME}`] },
          special: { count: 3, samples: [`${STATE}/gateway.sock`] },
        },
        notes: ['agents/x: 1 directory could not be listed'],
      },
    },
    scan: {
      files: 411_136,
      directories: 1_204,
      bytes: 3_435_973_836,
      seconds: 1.94,
      threads: 2,
      kinds: {
        transcript: { count: 411_000, bytes: 3_400_000_000, modes: { '600': 410_588, '644': 412 } },
        credential: { count: 12, bytes: 4_096, modes: { '600': 11, '644': 1 } },
        log: { count: 124, bytes: 35_969_740, modes: { '600': 124 } },
      },
      worstDirectories: [
        { path: 'agents/main/sessions', entries: 5_000, loose: 400, exposed: false },
        { path: `agents/${HOSTILE_NAME}/sessions`, entries: 200, loose: 12, exposed: true },
        { path: 'credentials', entries: 12, loose: 1, exposed: true },
      ],
    },
    host: { stateDir: STATE, configPath: `${STATE}/openclaw.json`, tool: 'openclaw-security 0.1.0' },
    ...changes,
  };
};

/** The best answer there is: all was looked at, nothing is wrong. */
export const cleanReport = (): Report =>
  sampleReport({
    findings: [],
    scan: { files: 2, directories: 1, bytes: 4_096, seconds: 0.012, threads: 1, kinds: {}, worstDirectories: [] },
    coverage: { complete: true, state: { entries: 3, judged: 3, skipped: {}, notes: [] } },
  });
