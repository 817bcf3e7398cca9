import test from 'ava';
import fc from 'fast-check';
import { channels } from '../../../src/checks/channels/index.ts';
import { judge } from '../../../src/checks/judge.ts';
import { CHANNELS } from '../../../src/policy/channels/channels.ts';
import { contextWith } from '../../helpers/context.ts';

const judgeConfig = (config: unknown) => judge(channels, contextWith({ config }));

/** Words that mean something in a channel's section, so that mangled configs reach the rules behind them. */
const KEYS = [
  ...[
    'enabled',
    'accounts',
    'default',
    'Work',
    'dm',
    'policy',
    'dmPolicy',
    'allowFrom',
    'groupPolicy',
    'groupAllowFrom',
  ],
  ...['groups', 'guilds', 'channels', 'topics', 'users', 'commands', 'native', 'nativeSkills', 'slashCommand', 'mode'],
  ...[
    'botToken',
    'appToken',
    'token',
    'tokenFile',
    'host',
    'nick',
    'tls',
    'nickserv',
    'register',
    'account',
    '__proto__',
  ],
  ...['signingSecret', 'homeserver', 'accessToken', 'serverUrl', 'password', 'constructor', '-100', ''],
];
const VALUES = [
  'open',
  'pairing',
  'allowlist',
  'disabled',
  '*',
  '@alice',
  'http',
  '1',
  true,
  false,
  null,
  0,
  1.5,
  [],
  {},
];

const { section } = fc.letrec((tie) => ({
  value: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...VALUES) },
    { weight: 1, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 2, arbitrary: tie('section') },
  ),
  section: fc.dictionary(fc.constantFrom(...KEYS), tie('value'), { maxKeys: 8 }),
}));

const mangled = fc.record(
  {
    channels: fc.oneof(
      fc.dictionary(
        fc.constantFrom('defaults', 'pager', ...CHANNELS.map(({ id }) => id)),
        fc.oneof(section, fc.jsonValue()),
      ),
      fc.jsonValue(),
    ),
    commands: fc.oneof(section, fc.jsonValue()),
    session: fc.jsonValue(),
    plugins: fc.jsonValue(),
    bindings: fc.jsonValue(),
    web: fc.jsonValue(),
  },
  { requiredKeys: ['channels'] },
);

test('any JSON gives findings, never an exception', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(mangled, fc.jsonValue()), async (config) => {
      for (const finding of await judgeConfig(config)) {
        if (!/^channels\./.test(finding.checkId) || !finding.title || !finding.detail || !finding.remediation)
          return false;
      }
      return true;
    }),
    { numRuns: 500 },
  );
  t.pass();
});

test('the order of the channels in the config does not matter', async (t) => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(fc.constantFrom(...CHANNELS.map(({ id }) => id)), section), async (sections) => {
      const reversed = Object.fromEntries(Object.entries(sections).reverse());
      const ids = async (config: unknown) => (await judgeConfig(config)).map(({ checkId }) => checkId).join();
      return (await ids({ channels: sections })) === (await ids({ channels: reversed }));
    }),
    { numRuns: 100 },
  );
  t.pass();
});

test('fifty accounts with the same fault are one finding that names ten and counts the rest', async (t) => {
  const accounts = Object.fromEntries(
    Array.from({ length: 50 }, (_, index) => [
      `a${index}`,
      { botToken: `${index}:x`, groupPolicy: 'open', groupAllowFrom: ['1'] },
    ]),
  );
  const findings = await judgeConfig({ channels: { telegram: { accounts } } });
  t.is(findings.length, 1);
  t.regex(findings[0]?.detail ?? '', /"a9" and 40 more/);
  t.is(findings[0]?.places?.length, 50);
});

test('ids are unique, and every row says what it is about', (t) => {
  t.is(new Set(channels.checks.map(({ id }) => id)).size, channels.checks.length);
  for (const { id, docs } of channels.checks) {
    for (const text of [docs.summary, docs.why, docs.triggers, docs.mend, docs.example]) t.truthy(text, id);
    t.false(docs.summary.endsWith('.'), id);
  }
});
