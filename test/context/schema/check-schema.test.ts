import test from 'ava';
import fc from 'fast-check';
import { checkSchema, type SchemaInput } from '../../../src/context/schema/check-schema.ts';
import { MAX_PROBLEMS_PER_KIND } from '../../../src/context/schema/problem-list.ts';

const FILE = '/state/openclaw.json';

const problemsOf = (value: unknown, more: Partial<SchemaInput> = {}) =>
  checkSchema({ value, raw: value, ...more }, () => FILE);

const summary = (value: unknown, more?: Partial<SchemaInput>) =>
  problemsOf(value, more).map(({ kind, key }) => `${kind} ${key}`);

const nothingElse = { channelIds: [], pluginIds: [] };

/** A config, and the problems it has, as "kind key". */
type Row = readonly [name: string, config: unknown, problems: readonly string[], more?: Partial<SchemaInput>];

const agent = (more: object) => ({ agents: { list: [{ id: 'a', ...more }] } });
const docker = (settings: object) => ({ agents: { defaults: { sandbox: { docker: settings } } } });
const inDocker = (problem: string) => problem.replace(' ', ' agents.defaults.sandbox.docker.');

const ROWS: readonly Row[] = [
  ['an empty config', {}, []],
  ['$schema', { $schema: 'x' }, []],
  ['an unknown root key', { gatway: {} }, ['unknown-key gatway']],
  ['an unknown nested key', { gateway: { auth: { tokn: 'x' } } }, ['unknown-key gateway.auth.tokn']],
  ['an unknown key in a list item', agent({ zz: 1 }), ['unknown-key agents.list.0.zz']],
  [
    'free keys where they are free',
    { env: { FOO: 'x', vars: { BAR: 'y' } }, skills: { entries: { a: { config: { x: [1] } } } } },
    [],
  ],
  ['an env entry that is no text', { env: { FOO: 1 } }, ['wrong-type env.FOO']],
  ['a key OpenClaw drops', { gateway: { tls: { certpath: 'x' } } }, ['unknown-key gateway.tls.certpath']],
  ['a key of another object', { toString: 1, constructor: 2 }, ['unknown-key toString', 'unknown-key constructor']],

  ['text for a number', { gateway: { port: '1' } }, ['wrong-type gateway.port']],
  ['a variable for a number', { gateway: { port: `\${PORT}` } }, ['wrong-type gateway.port']],
  ['null', { gateway: null }, ['wrong-type gateway']],
  ['a list for an object', { gateway: [] }, ['wrong-type gateway']],
  ['an object for a list', { gateway: { trustedProxies: {} } }, ['wrong-type gateway.trustedProxies']],
  ['a wrong list item', { gateway: { trustedProxies: ['a', 1] } }, ['wrong-type gateway.trustedProxies.1']],
  ['a number where text or a number is fine', { channels: { telegram: { allowFrom: ['a', 1] } } }, []],
  [
    'a number where only text is fine',
    { channels: { discord: { allowFrom: [1] } } },
    ['wrong-type channels.discord.allowFrom.0'],
  ],
  ['a model as text in defaults', { agents: { defaults: { model: 'a/b' } } }, ['wrong-type agents.defaults.model']],
  [
    'a model as text or object in an agent',
    {
      agents: {
        list: [
          { id: 'a', model: 'a/b' },
          { id: 'b', model: { primary: 'a/b' } },
        ],
      },
    },
    [],
  ],
  ['a bad member of the object form', agent({ model: { first: 'a/b' } }), ['unknown-key agents.list.0.model.first']],
  ['a list for a model', agent({ model: ['a/b'] }), ['wrong-type agents.list.0.model']],
  ['auto beside true and false', { commands: { native: 'auto', nativeSkills: false } }, []],
  ['another word beside true and false', { commands: { native: 'yes' } }, ['bad-value commands.native']],

  ['a word that is not allowed', { gateway: { bind: '0.0.0.0' } }, ['bad-value gateway.bind']],
  ['none as auth mode', { gateway: { auth: { mode: 'none' } } }, ['bad-value gateway.auth.mode']],
  ['an unset variable for a word', { gateway: { bind: `\${BIND}` } }, []],
  ['port 0', { gateway: { port: 0 } }, ['bad-value gateway.port']],
  ['half a port', { gateway: { port: 1.5 } }, ['bad-value gateway.port']],
  ['an endless port', { gateway: { port: Number.POSITIVE_INFINITY } }, ['bad-value gateway.port']],
  ['a large port', { gateway: { port: 99999 } }, []],
  [
    'an empty user header',
    { gateway: { auth: { trustedProxy: { userHeader: '' } } } },
    ['bad-value gateway.auth.trustedProxy.userHeader'],
  ],
  ['a color', { ui: { seamColor: '#A0b1C2' } }, []],
  ['no color', { ui: { seamColor: 'red' } }, ['bad-value ui.seamColor']],
  [
    'a profile name',
    { browser: { profiles: { 'Bad Name': { color: 'aabbcc', cdpPort: 1 } } } },
    ['bad-value browser.profiles.Bad Name'],
  ],
  ['a webhook over http', { cron: { webhook: 'http://host/x' } }, []],
  ['a webhook over ftp', { cron: { webhook: 'ftp://host/x' } }, ['bad-value cron.webhook']],
  ['a size and a duration', { session: { maintenance: { pruneAfter: ' 1.5d ', rotateBytes: '10MB' } } }, []],
  [
    'no size and no duration',
    { session: { maintenance: { pruneAfter: '1w', rotateBytes: '1 mb' } } },
    ['bad-value session.maintenance.pruneAfter', 'bad-value session.maintenance.rotateBytes'],
  ],
  ['an empty beat', agent({ heartbeat: { every: '' } }), []],
  ['two durations in one', agent({ heartbeat: { every: '1h30m' } }), ['bad-value agents.list.0.heartbeat.every']],
  ['a program', { channels: { signal: { cliPath: '~/my programs/signal-cli' } } }, []],
  [
    'a program with an option',
    { channels: { signal: { cliPath: 'signal-cli -v' } } },
    ['bad-value channels.signal.cliPath'],
  ],
  [
    'a program with a shell character',
    { channels: { signal: { cliPath: '/bin/a;b' } } },
    ['bad-value channels.signal.cliPath'],
  ],
  ['a relative module', { hooks: { mappings: [{ transform: { module: 'a/..b.js' } }] } }, []],
  [
    'a module outside',
    { hooks: { mappings: [{ transform: { module: 'a/../b.js' } }] } },
    ['bad-value hooks.mappings.0.transform.module'],
  ],

  ['a legacy channel', { telegram: { botToken: 'x' } }, ['legacy-key telegram']],
  ['a legacy gateway token', { gateway: { token: 'x' } }, ['legacy-key gateway.token']],
  [
    'a legacy key that the schema still has',
    { messages: { tts: { enabled: true } } },
    ['legacy-key messages.tts.enabled'],
  ],
  [
    'what stands around a legacy key',
    { routing: { queue: {}, groupChat: { requireMention: true } } },
    ['legacy-key routing.groupChat.requireMention', 'legacy-key routing.queue'],
  ],
  ['nothing of it', { routing: { other: 1 } }, ['unknown-key routing']],
  ['a legacy model as text', { agent: { model: 'x' } }, ['legacy-key agent', 'legacy-key agent.model']],
  ['a legacy model as object', { agent: { model: {} } }, ['legacy-key agent']],

  ['an agent without an id', { agents: { list: [{}] } }, ['rule agents.list.0.id']],
  ['an empty id', { agents: { list: [{ id: '' }] } }, []],
  ['allow and alsoAllow', { tools: { allow: ['a'], alsoAllow: ['b'] } }, ['rule tools.alsoAllow']],
  ['an empty allow and alsoAllow', { tools: { allow: [], alsoAllow: ['b'] } }, []],
  [
    'allow and alsoAllow in a group',
    { channels: { whatsapp: { groups: { '*': { tools: { allow: ['a'], alsoAllow: ['b'] } } } } } },
    ['rule channels.whatsapp.groups.*.tools.alsoAllow'],
  ],
  [
    'falling thresholds',
    { tools: { loopDetection: { warningThreshold: 9, criticalThreshold: 9 } } },
    ['rule tools.loopDetection.criticalThreshold'],
  ],
  ['rising thresholds', { tools: { loopDetection: { warningThreshold: 9, globalCircuitBreakerThreshold: 1 } } }, []],
  ['a profile without address', { browser: { profiles: { a: { color: 'aabbcc' } } } }, ['rule browser.profiles.a']],
  ['a transcription program', { audio: { transcription: { command: ['whisper', '{{file}}; x'] } } }, []],
  ['no transcription program', { audio: { transcription: { command: [] } } }, ['rule audio.transcription.command.0']],
  [
    'a transcription shell line',
    { audio: { transcription: { command: ['whisper | tee'] } } },
    ['rule audio.transcription.command.0'],
  ],

  ['the host network', docker({ network: ' HOST ' }), [inDocker('rule network')]],
  ['another network', docker({ network: 'bridge' }), []],
  [
    'unconfined profiles',
    docker({ seccompProfile: 'unconfined', apparmorProfile: 'Unconfined' }),
    [inDocker('rule seccompProfile'), inDocker('rule apparmorProfile')],
  ],
  [
    'binds',
    docker({ binds: [' /a:/b', './a:/b', '', '~/a:/b'] }),
    ['1', '2', '3'].map((index) => inDocker(`rule binds.${index}`)),
  ],
  ['a bind behind an unset variable', docker({ binds: [`\${DATA}:/b`] }), []],
  ['binds of the sandbox browser', { agents: { defaults: { sandbox: { browser: { binds: ['./a:/b'] } } } } }, []],

  ['open without *', { channels: { telegram: { dmPolicy: 'open' } } }, ['rule channels.telegram.allowFrom']],
  ['open with *', { channels: { telegram: { dmPolicy: 'open', allowFrom: [1, ' * '] } } }, []],
  [
    'an open account has its own list',
    { channels: { irc: { allowFrom: ['*'], accounts: { a: { dmPolicy: 'open' } } } } },
    ['rule channels.irc.accounts.a.allowFrom'],
  ],
  ['open Slack, the list of dm', { channels: { slack: { dmPolicy: 'open', dm: { allowFrom: ['*'] } } } }, []],
  [
    'open Slack, the list of dm hidden',
    { channels: { slack: { dmPolicy: 'open', allowFrom: [], dm: { allowFrom: ['*'] } } } },
    ['rule channels.slack.allowFrom'],
  ],
  [
    'open Discord, policy of dm',
    { channels: { discord: { dm: { policy: 'open' } } } },
    ['rule channels.discord.allowFrom'],
  ],
  ['open Discord, policy of dm hidden', { channels: { discord: { dmPolicy: 'pairing', dm: { policy: 'open' } } } }, []],
  [
    'open Google Chat',
    { channels: { googlechat: { dm: { policy: 'open', allowFrom: ['x'] } } } },
    ['rule channels.googlechat.dm.allowFrom'],
  ],
  [
    'a webhook without secret',
    {
      channels: {
        telegram: {
          webhookUrl: 'x',
          accounts: {
            a: { webhookUrl: 'y', webhookSecret: 's' },
            b: { webhookUrl: 'y' },
            c: { enabled: false, webhookUrl: 'y' },
          },
        },
      },
    },
    ['rule channels.telegram.webhookSecret', 'rule channels.telegram.accounts.b.webhookSecret'],
  ],
  [
    'a webhook with a shared secret',
    { channels: { telegram: { webhookUrl: 'x', webhookSecret: 's', accounts: { b: { webhookUrl: 'y' } } } } },
    [],
  ],
  [
    'a Telegram command',
    {
      channels: {
        telegram: {
          customCommands: [
            { command: '/My-cmd', description: 'd' },
            { command: 'my cmd', description: ' ' },
          ],
        },
      },
    },
    ['rule channels.telegram.customCommands.1.command', 'rule channels.telegram.customCommands.1.description'],
  ],
  [
    'Slack over HTTP',
    { channels: { slack: { mode: 'http', accounts: { a: {}, b: { signingSecret: 's' }, c: { mode: 'socket' } } } } },
    ['rule channels.slack.signingSecret', 'rule channels.slack.accounts.a.signingSecret'],
  ],
  ['NickServ', { channels: { irc: { nickserv: { register: true } } } }, ['rule channels.irc.nickserv.registerEmail']],
  ['Discord streaming', { channels: { discord: { activity: 'x', activityType: 1, activityUrl: 'https://host' } } }, []],
  [
    'Discord half streaming',
    { channels: { discord: { activityUrl: 'https://host' } } },
    ['rule channels.discord.activity', 'rule channels.discord.activityType'],
  ],

  ['a channel of a bundled plugin', { channels: { matrix: { anything: 1 } } }, [], { discovered: nothingElse }],
  ['a channel nobody has', { channels: { foo: {} } }, ['unknown-key channels.foo'], { discovered: nothingElse }],
  ['a channel somebody may have', { channels: { foo: {} } }, []],
  ['a channel in another spelling', { channels: { Telegram: {} } }, ['unknown-key channels.Telegram']],
  [
    'a channel of an installed plugin',
    { channels: { foo: {} } },
    [],
    { discovered: { channelIds: ['foo'], pluginIds: [] } },
  ],
  [
    'plugins nobody has',
    { plugins: { entries: { a: {} }, allow: ['b', 'telegram'], slots: { memory: 'c' } } },
    ['unknown-key plugins.entries.a', 'rule plugins.allow.0', 'rule plugins.slots.memory'],
    { discovered: nothingElse },
  ],
  ['plugins somebody may have', { plugins: { entries: { a: {} }, slots: { memory: 'none' } } }, []],

  [
    'times of day',
    agent({ heartbeat: { every: '5m', activeHours: { start: '24:00', end: '24:00' } } }),
    ['rule agents.list.0.heartbeat.activeHours.start'],
  ],
  ['times of day without a beat', agent({ heartbeat: { activeHours: { start: 'x' } } }), []],
  [
    'a beat to nowhere',
    agent({ heartbeat: { target: 'foo' } }),
    ['rule agents.list.0.heartbeat.target'],
    { discovered: nothingElse },
  ],
  ['a beat to a channel', agent({ heartbeat: { target: 'Telegram' } }), [], { discovered: nothingElse }],
  ['avatars inside', agent({ workspace: '/ws', identity: { avatar: '/ws/a.png' } }), []],
  [
    'an avatar outside',
    agent({ workspace: '/ws', identity: { avatar: '/ws/../a.png' } }),
    ['rule agents.list.0.identity.avatar'],
  ],
  ['a relative avatar outside', agent({ identity: { avatar: '../a.png' } }), ['rule agents.list.0.identity.avatar']],
  ['an avatar at home', agent({ identity: { avatar: '~/a.png' } }), ['rule agents.list.0.identity.avatar']],
  [
    'an avatar of another scheme',
    agent({ identity: { avatar: 'ftp://host/a.png' } }),
    ['rule agents.list.0.identity.avatar'],
  ],
  ['an avatar on the web', agent({ identity: { avatar: 'https://host/../a.png' } }), []],
  [
    'a broadcast to nobody',
    { agents: { list: [{ id: 'Ops' }] }, broadcast: { x: ['Ops', 'ops'] } },
    ['rule broadcast.x.1'],
  ],
  ['a broadcast without agents', { broadcast: { strategy: 'parallel', x: ['ops'] } }, []],
  [
    'a shared agent directory',
    {
      agents: {
        list: [
          { id: 'a', agentDir: '/x/y/' },
          { id: 'b', agentDir: '/x/./y' },
        ],
      },
    },
    ['rule agents.list.1.agentDir'],
  ],
  [
    'one agent twice',
    {
      agents: {
        list: [
          { id: 'a', agentDir: '/x' },
          { id: 'A', agentDir: '/x' },
        ],
      },
    },
    [],
  ],
];

for (const [name, config, problems, more] of ROWS) {
  test(name, (t) => t.deepEqual(summary(config, more), problems));
}

test('a problem says what is allowed and what was probably meant', (t) => {
  const messages = problemsOf({ gateway: { prot: 1, port: '1', bind: 'lann' } }).map(({ message }) => message);
  t.deepEqual(messages, [
    'is not known to OpenClaw 2026.2.17; did you mean "port"?',
    'must be a whole number of at least 1, and is text',
    'must be one of "auto", "lan", "loopback", "custom", "tailnet", and is "lann"',
  ]);
});

test('a text is only repeated where it is a word written in the config', (t) => {
  const messageFor = (value: string, raw: string) =>
    checkSchema({ value: { gateway: { bind: value } }, raw: { gateway: { bind: raw } } }, () => FILE)[0]?.message ?? '';
  const secret = ['hunter', '2'].join('');
  t.false(messageFor(secret, secret).includes(secret));
  t.false(messageFor('hunter', `\${BIND}`).includes('hunter'));
  t.true(messageFor('public', 'public').includes('public'));
});

test('a missing key is looked up where the object stands that lacks it', (t) => {
  const asked: string[] = [];
  const value = { channels: { telegram: { dmPolicy: 'open' } } };
  checkSchema({ value, raw: value }, (keyPath) => {
    asked.push(keyPath.join('.'));
    return FILE;
  });
  t.deepEqual(asked, ['channels.telegram']);
});

test('many problems are listed up to a bound and then counted', (t) => {
  const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`key${index}`, 1]));
  const problems = problemsOf({ ...many, gateway: { port: 'x' } });
  t.is(problems.filter(({ kind }) => kind === 'unknown-key').length, MAX_PROBLEMS_PER_KIND + 1);
  t.like(problems.at(-1), { kind: 'unknown-key', key: '', message: '4800 more of this kind are not listed' });
  t.true(problems.some(({ key }) => key === 'gateway.port'));
});

test('a very long key is cut', (t) => {
  const [problem] = problemsOf({ ['k'.repeat(1_000_000)]: 1 });
  t.true((problem?.key.length ?? 0) < 100);
});

test('100,000 levels do not overflow the stack, known or unknown', (t) => {
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level++) deep = level % 2 === 0 ? [deep] : { deep };
  t.deepEqual(summary({ zz: deep }), ['unknown-key zz']);
  t.deepEqual(summary({ skills: { entries: { a: { config: { deep } } } } }), []);
  t.deepEqual(summary({ tools: { allow: deep } }).length, 1);
});

const config = fc.dictionary(
  fc.constantFrom('gateway', 'agents', 'channels', 'tools', 'plugins', 'browser', 'broadcast', 'telegram', '__proto__'),
  fc.jsonValue(),
);

test('no JSON value makes it throw', (t) => {
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), config), (value) => {
      for (const { key, message } of problemsOf(value, { discovered: nothingElse })) {
        t.is(typeof key, 'string');
        t.true(message.length > 0);
      }
    }),
    { numRuns: 500 },
  );
  t.pass();
});
