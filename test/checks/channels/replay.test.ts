import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { channelIds, type HomeEntry } from '../../helpers/channel-context.ts';
import { sharedFile } from '../../helpers/shared.ts';

// What OpenClaw 2026.2.17 reported for some 400 homes with its channel plugins loaded, against what we report.

const fixtures = sharedFile('spec/checks-2026.2.17-fixtures.jsonl');
const cases = sharedFile('conformance/public');

/** Deliberate differences: fixture or case → id in the list of differences. One that does not differ fails. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  // The gateway switches configured channels on by itself, `plugins.allow` or not; no program is asked for a login.
  plugallow: 'D5',
  'plugallow-noentry': 'D5',
  'zu-open': 'D5',
  'tg-accounts2': 'D7',
  'tg-store-acct': 'D7',
  'acc-dc-mixed': 'D7',
  'acc-sg-mixed': 'D7',
  'acc-bind-wild': 'D7',
  'channels-discord-accounts-only-second-bad': 'D7',
  'channels-telegram-accounts-second-not-audited': 'D7',
  'dc-dmpolicy-top': 'D8',
  'sl-dm-top': 'D8',
  'dc-dm-two-top': 'D8',
  'dc-dm-policy-nostar': 'D8',
  'channels-discord-dm-open-invalid-nested': 'D8',
  'channels-discord-dm-open-invalid-nested-one': 'D8',
  'channels-slack-dm-open-invalid-nested': 'D8',
  'tg-disabled': 'D9',
  'tg-grp-allow-groups-dmallow': 'D10',
  'dc-native-topallow': 'D10',
  'channels-discord-guild-owner-top-allowfrom': 'D10',
  'irc-tls': 'D11',
  'irc-all': 'D11',
  'irc-env': 'D11',
  'channels-other-irc-account-open-plain': 'D11',
};

const ORIGINAL = [
  /^(?:discord|slack)\.commands\./,
  /^.+\.dm\.(?:open|open_invalid|disabled|scope_main_multiuser):/,
  /^.+\.warning\./,
  /^telegram\.(?:allowFrom\.invalid_entries|groups\.allowFrom\.(?:wildcard|missing)):/,
];

/** Running numbers and our permanent names are the same thing here; ids beyond the original's are left out. */
const comparable = (ids: readonly string[]): string[] =>
  ids
    .filter((id) => ORIGINAL.some((pattern) => pattern.test(id)))
    .map((id) => id.replace(/\.warning\.[^:]+/, '.warning.*'));

type Fixture = {
  readonly name: string;
  readonly mode: string;
  readonly stateDir?: string;
  readonly env?: Record<string, string>;
  readonly tree: readonly { path: string; type: string; text?: string; target?: string }[];
  readonly findings: readonly string[] | null;
};

type Case = {
  readonly name: string;
  readonly env?: Record<string, string | null>;
  readonly args: readonly string[];
  readonly files: readonly (HomeEntry & { json?: unknown })[];
  readonly expect: { readonly exit: number; readonly findings?: readonly (readonly [string, string])[] };
  readonly loaded?: { readonly findings: readonly (readonly [string, string])[] } | null;
};

const judgeDifference = (t: ExecutionContext, name: string, got: string[], want: string[]): void => {
  if (name in DIFFERENCES) t.notDeepEqual(got, want, `${name} is listed as ${DIFFERENCES[name]}, but does not differ`);
  else t.deepEqual(got, want);
};

const channelPart = (ids: readonly string[]): string[] =>
  ids.filter((id) => id.startsWith('channels.')).map((id) => id.slice('channels.'.length));

if (fixtures === undefined || cases === undefined) {
  test.skip('the recorded homes are not here: set OPENCLAW_SHARED, or put `shared` beside the checkout', () => {});
} else {
  const lines = readFileSync(fixtures, 'utf8').trim().split('\n');
  for (const fixture of lines.map((line) => JSON.parse(line) as Fixture)) {
    if (fixture.mode !== 'plugins' || fixture.findings === null) continue;
    test(`fixture ${fixture.name}, in order`, async (t) => {
      const files = fixture.tree.map(({ path, type, text, target }) => ({
        path,
        ...(type === 'dir' ? { dir: true } : target === undefined ? { text: text ?? '' } : { link: target }),
      }));
      const got = comparable(await channelIds({ files, env: fixture.env ?? {} }));
      judgeDifference(t, fixture.name, got, comparable(channelPart(fixture.findings ?? [])));
    });
  }

  for (const family of readdirSync(cases)) {
    for (const file of readdirSync(path.join(cases, family))) {
      const recorded = JSON.parse(readFileSync(path.join(cases, family, file), 'utf8')) as Case;
      // With --fix the recorded findings are those after the fix.
      if (recorded.expect.exit !== 0 || recorded.loaded === null || recorded.args.includes('--fix')) continue;
      const want = ((recorded.loaded ?? recorded.expect).findings ?? []).map(([id, severity]) => `${id}:${severity}`);
      if (!family.startsWith('channels-') && channelPart(want).length === 0) continue;
      test(`case ${recorded.name}`, async (t) => {
        const files = recorded.files.map(({ json, ...entry }) =>
          json === undefined ? entry : { ...entry, text: JSON.stringify(json) },
        );
        const got = comparable(await channelIds({ files, env: recorded.env ?? {} }));
        judgeDifference(t, recorded.name, got.sort(), channelPart(want).sort());
      });
    }
  }
}
