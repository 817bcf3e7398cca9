import test from 'ava';
import { fixCommandFor, type InstallationFlags } from '../src/fix-command.ts';

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
