import test from 'ava';
import { fixCommandFor, type InstallationFlags, undoCommandFor } from '../src/fix-command.ts';

const ROWS: readonly (readonly [Partial<InstallationFlags>, string | undefined])[] = [
  [{}, 'openclaw-security security audit --fix'],
  [{ 'state-dir': '/srv/a b' }, "openclaw-security security audit --fix --state-dir '/srv/a b'"],
  [
    { config: "it's.json", profile: 'work' },
    "openclaw-security security audit --fix --config 'it'\\''s.json' --profile work",
  ],
  [{ dev: true, permissions: 'group' }, 'openclaw-security security audit --fix --dev --permissions group'],
  [{ 'state-dir': '/srv/a\nb' }, undefined],
];

for (const [flags, command] of ROWS) {
  test(`${JSON.stringify(flags)} → ${command}`, (t) => {
    t.is(fixCommandFor('openclaw-security', { permissions: 'owner', ...flags }), command);
  });
}

const JOURNALS: readonly (readonly [Partial<InstallationFlags>, string, string | undefined])[] = [
  [{}, '/h/.openclaw/security-audit/fix-1', 'openclaw-security undo /h/.openclaw/security-audit/fix-1'],
  [
    { 'state-dir': "/srv/o'b" },
    "/srv/o'b/security-audit/fix-1",
    "openclaw-security undo '/srv/o'\\''b/security-audit/fix-1' --state-dir '/srv/o'\\''b'",
  ],
  [{ profile: 'work', permissions: 'group' }, '/j', 'openclaw-security undo /j --profile work'],
  [{}, '/srv/a\nb/j', undefined],
];

for (const [flags, journal, command] of JOURNALS) {
  test(`undo of ${JSON.stringify(journal)} with ${JSON.stringify(flags)} → ${command}`, (t) => {
    t.is(undoCommandFor('openclaw-security', { permissions: 'owner', ...flags }, journal), command);
  });
}
