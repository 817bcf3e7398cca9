import test from 'ava';
import { createClassifier, kindAt } from '../../src/scan/classify.ts';
import { DIRECTORY_ROWS, FILE_ROWS, LAYOUT_KINDS, NAMED_KINDS } from '../../src/scan/state-layout.ts';

const classifier = createClassifier(new Set(['main', 'ops']));

const kindOf = (file: string): string => {
  const cut = file.lastIndexOf('/');
  const folder = cut < 0 ? '' : file.slice(0, cut);
  return kindAt(classifier.filesIn(folder)(file.slice(cut + 1))).kind;
};

const FILES: readonly (readonly [string, string])[] = [
  ['agents/main/sessions/abc.jsonl', 'transcripts'],
  ['agents/gone/sessions/abc.jsonl', 'transcripts'],
  ['agents/main/sessions/.jsonl', 'transcripts'],
  ['agents/main/sessions/abc.jsonl.deleted.2026-01-01', 'transcript_residue'],
  ['agents/main/sessions/abc.jsonl.reset.2026-01-01', 'transcript_residue'],
  ['agents/main/sessions/abc.jsonl.lock', 'transcript_residue'],
  ['agents/main/sessions/sessions.json.tmp', 'transcript_residue'],
  ['agents/main/sessions/archive/x.jsonl', 'transcript_residue'],
  ['agents/main/session-sqlite-import-archive/x.jsonl', 'transcript_residue'],
  ['agents/main/sessions/sessions.json', 'listed_session_stores'],
  ['agents/gone/sessions/sessions.json', 'unlisted_session_stores'],
  ['agents/main/agent/auth-profiles.json', 'listed_auth_profiles'],
  ['agents/gone/agent/auth-profiles.json', 'unlisted_auth_profiles'],
  ['agents/main/agent/auth.json', 'agent_secrets'],
  ['agents/main/agent/openclaw-agent.sqlite', 'databases'],
  ['agents/main/agent/openclaw-agent.sqlite-wal', 'databases'],
  ['credentials/oauth.json', 'credentials'],
  ['credentials/whatsapp/default/creds.json', 'credentials'],
  ['identity/device.json', 'device_identity'],
  ['.env', 'env_files'],
  ['.env.local', 'env_files'],
  ['openclaw.json', 'config'],
  ['openclaw.json.bak', 'config_backups'],
  ['openclaw.json.bak.3', 'config_backups'],
  ['openclaw.json.pre-update', 'config_backups'],
  ['clawdbot.json.rejected.1', 'config_backups'],
  ['exec-approvals.json', 'exec_approvals'],
  ['cron/jobs.json', 'cron_jobs'],
  ['security-audit/transcripts.index', 'tool_records'],
  ['logs/gateway.log', 'logs'],
  ['gateway.log', 'logs'],
  ['memory/main.sqlite', 'databases'],
  ['memory/notes.md', 'memory'],
  ['extensions/x/index.js', 'extension_code'],
  ['skills/x/SKILL.md', 'skill_code'],
  ['hooks/x/handler.ts', 'hook_code'],
  ['workspace/AGENTS.md', 'prompts'],
  ['workspace-ops/SOUL.md', 'prompts'],
  ['workspace/skills/x/run.sh', 'skill_code'],
  ['workspace/.openclaw/extensions/x/index.js', 'extension_code'],
  ['workspace/notes/AGENTS.md', 'workspace_files'],
  ['canvas/index.html', 'canvas_files'],
  ['browser/openclaw/user-data/Default/Cookies', 'browser_profiles'],
  ['whatever.txt', 'other_files'],
  ['new-thing/a/b', 'other_files'],
];

test('every file has the kind that the layout gives it', (t) => {
  for (const [file, kind] of FILES) t.is(kindOf(file), kind, file);
});

test('directories with code may be read, all others are private', (t) => {
  const kind = (directory: string) => kindAt(classifier.directory(directory)).kind;
  for (const directory of ['extensions', 'skills/x', 'workspace', 'workspace-ops/skills', 'hooks/a/b'])
    t.is(kind(directory), 'code_directories', directory);
  for (const directory of ['agents', 'agents/main/sessions', 'credentials/whatsapp', 'identity', 'x'])
    t.is(kind(directory), 'directories', directory);
});

test('rows name kinds that exist, and every kind is named by a row', (t) => {
  const known = new Set([...LAYOUT_KINDS, ...NAMED_KINDS].map(({ kind }) => kind));
  const used = new Set([...FILE_ROWS, ...DIRECTORY_ROWS].map(({ kind }) => kind));
  t.deepEqual([...used].sort(), [...known].sort());
});
