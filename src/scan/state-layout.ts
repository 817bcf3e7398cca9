import type { Severity } from '../audit/severity.ts';

/** Everything below here is read by audit, fix and docs alike: one table of what lives where and who may touch it. */

/** What others must not be able to do. A code kind may be read: only writing there runs code as the agent. */
const PRIVATE = 0o077;
const READ_ONLY = 0o022;

export type LayoutKind = {
  /** Snake case; part of the check ids `fs.<kind>.perms_writable` and `fs.<kind>.perms_readable`. */
  readonly kind: string;
  /** Plural, as a sentence starts: "session transcripts". */
  readonly label: string;
  /** Mode bits that nobody but the owner should have; a fix takes exactly these away. */
  readonly forbid: number;
  /** Severity when others can write there; a place that a closed directory protects is one `info` instead. */
  readonly writable: Severity;
  readonly readable: Severity;
  /** What others can do once they write there or read it: the end of "others can …". */
  readonly writeRisk: string;
  readonly readRisk: string;
};

const privateKind = (
  kind: string,
  label: string,
  severities: [Severity, Severity],
  risks: [string, string],
): LayoutKind => ({
  kind,
  label,
  forbid: PRIVATE,
  writable: severities[0],
  readable: severities[1],
  writeRisk: risks[0],
  readRisk: risks[1],
});

const codeKind = (kind: string, label: string, writable: Severity, writeRisk: string): LayoutKind => ({
  kind,
  label,
  forbid: READ_ONLY,
  writable,
  readable: 'info',
  writeRisk,
  readRisk: '',
});

const KINDS = [
  privateKind(
    'config_backups',
    'copies of the config',
    ['critical', 'critical'],
    ['change what a restore brings back', 'read every token and key that the config held when the copy was made'],
  ),
  privateKind(
    'env_files',
    'environment files',
    ['critical', 'critical'],
    ['set the variables that the gateway starts with', 'read the keys in them'],
  ),
  privateKind(
    'unlisted_auth_profiles',
    'auth profiles of agents that the config does not name',
    ['critical', 'warn'],
    ["replace an agent's model credentials", 'read API keys and OAuth tokens'],
  ),
  privateKind(
    'agent_secrets',
    'agent credential files',
    ['critical', 'warn'],
    ["replace an agent's model credentials", 'read API keys and OAuth tokens'],
  ),
  privateKind(
    'credentials',
    'channel credentials and pairing stores',
    ['critical', 'warn'],
    [
      'let themselves in as an approved sender or take over a channel login',
      'take over a channel login, WhatsApp included',
    ],
  ),
  privateKind(
    'device_identity',
    'device identity and pairing keys',
    ['critical', 'critical'],
    ['replace the key that the gateway trusts', 'pose as this device to the gateway'],
  ),
  privateKind(
    'unlisted_session_stores',
    'session stores of agents that the config does not name',
    ['critical', 'warn'],
    ['redirect sessions', 'see who talks to the agents'],
  ),
  privateKind(
    'transcripts',
    'session transcripts',
    ['critical', 'warn'],
    [
      'rewrite what an agent remembers, and so what it does next',
      'read every conversation and tool result, keys in them included',
    ],
  ),
  privateKind(
    'transcript_residue',
    'deleted, reset, archived or locked transcripts',
    ['warn', 'warn'],
    ['plant conversations that a restore brings back', 'read conversations that were thought to be gone'],
  ),
  privateKind(
    'databases',
    'databases and their journals',
    ['critical', 'warn'],
    ['change stored sessions and memory', 'read stored sessions and memory'],
  ),
  privateKind(
    'exec_approvals',
    'command approvals',
    ['critical', 'warn'],
    ['approve any command for themselves', 'see which commands run without a question'],
  ),
  privateKind(
    'cron_jobs',
    'scheduled jobs',
    ['critical', 'warn'],
    ['have the agent run a job of theirs', 'read the prompts of the jobs'],
  ),
  privateKind(
    'node_pairings',
    'paired nodes',
    ['critical', 'warn'],
    ['pair a device of theirs', 'learn the tokens of paired devices'],
  ),
  privateKind(
    'browser_profiles',
    'browser profiles',
    ['critical', 'critical'],
    ['change what the browser runs', 'take over every login of that browser'],
  ),
  privateKind(
    'memory',
    'agent memory',
    ['critical', 'warn'],
    ['change what an agent believes', 'read what an agent remembers'],
  ),
  privateKind(
    'tool_records',
    'records of this tool (fix journals, transcript index)',
    ['critical', 'warn'],
    [
      'change what an undo puts back, or hide transcripts from the next search',
      'learn which places held secrets and which modes were loose',
    ],
  ),
  privateKind(
    'media',
    'received media',
    ['warn', 'warn'],
    ['swap files that the agent opens', 'look at what people sent'],
  ),
  privateKind(
    'logs',
    'logs',
    ['warn', 'warn'],
    ['remove the traces of an attack', 'read prompts, names and sometimes keys'],
  ),
  codeKind('extension_code', 'extensions', 'critical', 'run code inside the gateway'),
  codeKind('skill_code', 'skills', 'critical', 'have the agent run their code'),
  codeKind('hook_code', 'hooks', 'critical', 'run code inside the gateway'),
  codeKind('prompts', 'prompt files (AGENTS.md and the like)', 'critical', 'give the agent orders that it trusts'),
  codeKind('workspace_files', 'workspace files', 'warn', 'change files that the agent reads and runs'),
  codeKind('canvas_files', 'canvas files', 'warn', 'change pages that your devices open'),
  codeKind(
    'code_directories',
    'directories with code or prompts',
    'critical',
    'add or replace code that runs as the agent',
  ),
  privateKind(
    'directories',
    'directories',
    ['critical', 'warn'],
    ['replace any file in them', 'see the names of what is in them'],
  ),
  privateKind('other_files', 'other files', ['warn', 'info'], ['change them', 'read them']),
] as const satisfies readonly LayoutKind[];

/** A kind that the caller judges by name, one finding a file, as the original does; the scan only counts it. */
const NAMED = { forbid: PRIVATE, writable: 'info', readable: 'info', writeRisk: '', readRisk: '' } as const;

export const NAMED_KINDS: readonly LayoutKind[] = [
  { kind: 'config', label: 'config files', ...NAMED },
  { kind: 'listed_auth_profiles', label: 'auth profiles', ...NAMED },
  { kind: 'listed_session_stores', label: 'session stores', ...NAMED },
];

export const LAYOUT_KINDS: readonly LayoutKind[] = KINDS;

/** Where a kind lives. Rows are tried in order, the first whose folder and name both match wins. */
export type LayoutRow = {
  readonly kind: string;
  /** The folder, relative to the state dir: "." is the state dir, `*` one name, `/**` the folder and all below it. */
  readonly folder: string;
  /** File names: exact, or with `*`. */
  readonly names: readonly string[];
};

const ANY = ['*'] as const;
const row = (kind: string, folder: string, names: readonly string[] = ANY): LayoutRow => ({ kind, folder, names });

const PROMPTS = [
  'AGENTS.md',
  'SOUL.md',
  'TOOLS.md',
  'USER.md',
  'IDENTITY.md',
  'HEARTBEAT.md',
  'BOOTSTRAP.md',
  'MEMORY.md',
  'CLAUDE.md',
];
const DATABASES = [
  '*.sqlite',
  '*.sqlite-wal',
  '*.sqlite-shm',
  '*.sqlite-journal',
  '*.db',
  '*.db-wal',
  '*.db-shm',
  '*.db-journal',
];

/** In the order of use; `agents/<listed>` rows only match agents that the config names. */
export const FILE_ROWS: readonly LayoutRow[] = [
  row('transcripts', 'agents/*/sessions', ['*.jsonl']),
  row('listed_session_stores', 'agents/<listed>/sessions', ['sessions.json']),
  row('unlisted_session_stores', 'agents/*/sessions', ['sessions.json']),
  row('databases', 'agents/**', DATABASES),
  row('transcript_residue', 'agents/*/sessions/**'),
  row('transcript_residue', 'agents/**', ['*.jsonl', '*.jsonl.*']),
  row('listed_auth_profiles', 'agents/<listed>/agent', ['auth-profiles.json']),
  row('unlisted_auth_profiles', 'agents/*/agent', ['auth-profiles.json']),
  row('agent_secrets', 'agents/*/agent/**'),
  row('credentials', 'credentials/**'),
  row('device_identity', 'identity/**'),
  row('device_identity', 'devices/**'),
  row('env_files', '.', ['.env', '.env.*']),
  row('config', '.', ['openclaw.json', 'clawdbot.json', 'moldbot.json', 'moltbot.json']),
  row('config_backups', '.', [
    'openclaw.json*',
    'clawdbot.json*',
    'moldbot.json*',
    'moltbot.json*',
    '*.bak',
    '*.bak.*',
  ]),
  row('exec_approvals', '.', ['exec-approvals.json*']),
  row('cron_jobs', 'cron/**'),
  row('node_pairings', 'nodes/**'),
  row('browser_profiles', 'browser/**'),
  row('tool_records', 'security-audit/**'),
  row('logs', 'logs/**'),
  row('logs', '.', ['*.log']),
  row('databases', '**', DATABASES),
  row('memory', 'memory/**'),
  row('media', 'media/**'),
  row('extension_code', 'extensions/**'),
  row('skill_code', 'skills/**'),
  row('hook_code', 'hooks/**'),
  row('extension_code', 'workspace*/.openclaw/**'),
  row('skill_code', 'workspace*/skills/**'),
  row('skill_code', 'workspace*/.agents/**'),
  row('prompts', 'workspace*', PROMPTS),
  row('workspace_files', 'workspace*/**'),
  row('workspace_files', 'sandboxes/**'),
  row('canvas_files', 'canvas/**'),
  row('other_files', '**'),
];

/** The kind of a directory, by its own path. */
export const DIRECTORY_ROWS: readonly LayoutRow[] = [
  row('code_directories', 'extensions/**'),
  row('code_directories', 'skills/**'),
  row('code_directories', 'hooks/**'),
  row('code_directories', 'workspace*/**'),
  row('code_directories', 'sandboxes/**'),
  row('code_directories', 'canvas/**'),
  row('directories', '**'),
];

/** Folders that hold the bulk of a big host: where the scan starts to fan out. Static patterns, no `**`. */
export const FAN_OUT_FOLDERS: readonly string[] = ['*', 'agents/*', 'agents/*/*'];
