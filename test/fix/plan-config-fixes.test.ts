import test from 'ava';
import type { JsonObject, LoadedConfig } from '../../src/audit/context.ts';
import { planConfigFixes } from '../../src/fix/plan-config-fixes.ts';

/** A loaded config of one file, unless `files` names the file of a dotted key. */
const loaded = (value: JsonObject, files: Readonly<Record<string, string>> = {}): LoadedConfig => ({
  status: 'loaded',
  path: '/s/openclaw.json',
  value,
  raw: value,
  problems: [],
  includes: Object.values(files),
  originOf: (keyPath) => ({ file: files[keyPath.join('.')] ?? '/s/openclaw.json', keyPath }),
});

const open = { groupPolicy: 'open' };
const listed = { groupPolicy: 'open', groupAllowFrom: ['1'] };
const changesOf = (value: JsonObject, paired: readonly string[] = []) =>
  planConfigFixes(loaded(value), paired).changes.map(({ change }) => change);

const cases: readonly (readonly [
  why: string,
  value: JsonObject,
  paired: readonly string[],
  changes: readonly string[],
])[] = [
  [
    'nothing to do',
    { channels: { telegram: { groupPolicy: 'allowlist' } }, logging: { redactSensitive: 'tools' } },
    ['+1'],
    [],
  ],
  ['redaction', { logging: { redactSensitive: 'off' } }, [], ['logging.redactSensitive=off -> "tools"']],
  ['nested policies are not touched', { channels: { telegram: { groups: { '-1': open }, topics: open } } }, [], []],
  ['wrong types are not touched', { channels: { telegram: 'open', slack: { groupPolicy: ['open'] } } }, [], []],
  [
    'every channel, in the order of the original first',
    { channels: { matrix: open, msteams: open, defaults: open, telegram: open } },
    [],
    [
      'channels.telegram.groupPolicy=open -> allowlist',
      'channels.msteams.groupPolicy=open -> allowlist',
      'channels.matrix.groupPolicy=open -> allowlist',
      'channels.defaults.groupPolicy=open -> allowlist',
    ],
  ],
  [
    'accounts',
    { channels: { irc: { accounts: { a: open, 'b.c': open, d: {} } } } },
    [],
    [
      'channels.irc.accounts.a.groupPolicy=open -> allowlist',
      'channels.irc.accounts.b.c.groupPolicy=open -> allowlist',
    ],
  ],
  [
    'WhatsApp takes its paired senders',
    { channels: { whatsapp: open } },
    ['+1'],
    ['channels.whatsapp.groupPolicy=open -> allowlist', 'channels.whatsapp.groupAllowFrom=pairing-store'],
  ],
  [
    'an empty list counts as none',
    { channels: { whatsapp: { ...open, allowFrom: [], groupAllowFrom: [] } } },
    ['+1'],
    ['channels.whatsapp.groupPolicy=open -> allowlist', 'channels.whatsapp.groupAllowFrom=pairing-store'],
  ],
  [
    'a list of its own stays',
    { channels: { whatsapp: { ...open, allowFrom: ['+2'] } } },
    ['+1'],
    ['channels.whatsapp.groupPolicy=open -> allowlist'],
  ],
  ['no paired senders', { channels: { whatsapp: open } }, [], ['channels.whatsapp.groupPolicy=open -> allowlist']],
  [
    'only scopes that were open are seeded',
    { channels: { whatsapp: { accounts: { biz: open, home: { groupPolicy: 'allowlist' } } } } },
    ['+1'],
    [
      'channels.whatsapp.accounts.biz.groupPolicy=open -> allowlist',
      'channels.whatsapp.accounts.biz.groupAllowFrom=pairing-store',
    ],
  ],
  [
    'no other channel is seeded',
    { channels: { telegram: open } },
    ['+1'],
    ['channels.telegram.groupPolicy=open -> allowlist'],
  ],
];
for (const [why, value, paired, changes] of cases) {
  test(why, (t) => {
    t.deepEqual(changesOf(value, paired), changes);
  });
}

const silence: readonly (readonly [why: string, channels: JsonObject, note: RegExp | undefined])[] = [
  ['no list at all', { telegram: open }, /^channels\.telegram has no allowlist/],
  ['a sender list', { telegram: listed }, undefined],
  ['the list of the section counts for an account', { irc: { allowFrom: ['x'], accounts: { a: open } } }, undefined],
  [
    'an empty list of the account hides that of the section',
    { irc: { allowFrom: ['x'], accounts: { a: { ...open, allowFrom: [] } } } },
    /accounts\.a has no/,
  ],
  ['named guilds are a list', { discord: { ...open, guilds: { 1: {} } } }, undefined],
  [
    'named Telegram groups are none: senders are needed too',
    { telegram: { ...open, groups: { 1: {} } } },
    /no allowlist/,
  ],
  ['a disabled channel cannot fall silent', { telegram: { ...open, enabled: false } }, undefined],
  [
    'defaults name the channels they silence',
    { defaults: open, mattermost: {}, telegram: listed, line: { allowFrom: ['U1'] } },
    /^channels\.mattermost has no/,
  ],
  ['defaults that nobody takes', { defaults: open }, undefined],
];
for (const [why, channels, note] of silence) {
  test(`a flip says when it silences a channel: ${why}`, (t) => {
    const notes = planConfigFixes(loaded({ channels }), []).changes.flatMap((change) =>
      change.note ? [change.note] : [],
    );
    if (note === undefined)
      t.deepEqual(
        notes.filter((text) => !text.startsWith('channels.telegram')),
        [],
      );
    else t.regex(notes.join('\n'), note);
  });
}

test('a change goes to the file that holds the value, a new key beside the policy it follows', (t) => {
  const config = loaded({ channels: { whatsapp: open } }, { 'channels.whatsapp.groupPolicy': '/s/wa.json5' });
  const originOf: LoadedConfig['originOf'] = (keyPath) =>
    keyPath.at(-1) === 'groupPolicy' ? { file: '/s/wa.json5', keyPath: ['groupPolicy'] } : undefined;
  t.deepEqual(
    planConfigFixes({ ...config, originOf }, ['+1']).changes.map(({ file, edit }) => ({ file, edit })),
    [
      { file: '/s/wa.json5', edit: { keyPath: ['groupPolicy'], from: 'open', to: 'allowlist' } },
      {
        file: '/s/wa.json5',
        edit: { keyPath: ['groupAllowFrom'], from: undefined, to: ['+1'], beside: 'groupPolicy' },
      },
    ],
  );
});

test('a value given by reference is replaced as the reference it is', (t) => {
  const raw = { logging: { redactSensitive: '${REDACT}' } };
  const config = { ...loaded({ logging: { redactSensitive: 'off' } }), raw };
  t.is(planConfigFixes(config, []).changes[0]?.edit.from, raw.logging.redactSensitive);
});

test('a value without a known file is a problem, a config that was not read has no plan', (t) => {
  const config = { ...loaded({ logging: { redactSensitive: 'off' } }), originOf: () => undefined };
  const plan = planConfigFixes(config, []);
  t.deepEqual(plan.changes, []);
  t.is(plan.problems.length, 1);
  t.deepEqual(planConfigFixes({ ...config, status: 'unreadable' }, []), { changes: [], problems: [] });
});
