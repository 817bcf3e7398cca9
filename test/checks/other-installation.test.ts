import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import type { AuditContext } from '../../src/audit/context.ts';
import { commandFor, remediationFor } from '../../src/checks/other-installation.ts';
import { chooseHosts } from '../../src/context/choose-hosts.ts';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { contextWith } from '../helpers/context.ts';
import { makeHome } from '../helpers/home.ts';

const at = (stateDir: string, more: { ownerUid?: number; uid?: number } = {}): AuditContext => ({
  ...contextWith(),
  uid: more.uid ?? 1000,
  other: {
    variables: { OPENCLAW_STATE_DIR: stateDir, OPENCLAW_CONFIG_PATH: `${stateDir}/openclaw.json` },
    ...(more.ownerUid === undefined ? {} : { ownerUid: more.ownerUid }),
  },
});

const SET = 'openclaw config set gateway.bind loopback';
const VARIABLES = 'OPENCLAW_STATE_DIR=/srv/oc OPENCLAW_CONFIG_PATH=/srv/oc/openclaw.json';

for (const [what, command, context, expected] of [
  ['the own installation', SET, contextWith(), SET],
  ['another one', SET, at('/srv/oc'), `${VARIABLES} ${SET}`],
  ['two commands', `${SET} && ${SET}`, at('/srv/oc'), `(export ${VARIABLES}; ${SET} && ${SET})`],
  ['root, for its owner', SET, at('/srv/oc', { uid: 0, ownerUid: 1001 }), `sudo -u '#1001' env ${VARIABLES} ${SET}`],
  [
    'root, two commands for the owner',
    `${SET} && ${SET}`,
    at('/srv/oc', { uid: 0, ownerUid: 1001 }),
    `sudo -u '#1001' env ${VARIABLES} sh -c '${SET} && ${SET}'`,
  ],
  ['root, for itself', SET, at('/srv/oc', { uid: 0, ownerUid: 0 }), `${VARIABLES} ${SET}`],
  ['a command that is about no installation', 'openclaw update', at('/srv/oc'), 'openclaw update'],
  ['our own command', 'openclaw-security security audit --fix', at('/x'), 'openclaw-security security audit --fix'],
  ['a path with no safe spelling', SET, at('/srv/\u001b[2J'), undefined],
] as const) {
  test(`the command for ${what}`, (t) => {
    t.is(commandFor(command, context), expected);
  });
}

test('a remedy in words says how openclaw finds the installation', (t) => {
  t.is(remediationFor(`Run ${SET}.`, contextWith()), `Run ${SET}.`);
  t.is(remediationFor('Listen on loopback.', at('/srv/oc')), 'Listen on loopback.');
  t.true(remediationFor(`Run ${SET}.`, at('/srv/oc')).endsWith(`run openclaw with ${VARIABLES})`));
  t.regex(remediationFor(`Run ${SET}.`, at('/srv/oc', { uid: 0, ownerUid: 7 })), /as user 7, who owns it, and with/);
});

/** A folder with an `openclaw` that says what it was told. */
const fakeOpenclaw = (home: string): string => {
  mkdirSync(`${home}/bin`);
  writeFileSync(`${home}/bin/openclaw`, '#!/bin/sh\nprintf "%s|" "$OPENCLAW_STATE_DIR" "$OPENCLAW_CONFIG_PATH" "$@"\n');
  chmodSync(`${home}/bin/openclaw`, 0o700);
  return `${home}/bin`;
};

const inShell = (t: ExecutionContext, home: string, command: string): string[] => {
  const env = { PATH: `${fakeOpenclaw(home)}:/usr/bin:/bin` };
  const out = execFileSync('sh', ['-c', command], { encoding: 'utf8', env, cwd: home });
  t.regex(out, /\|$/);
  return out.split('|').slice(0, -1);
};

test('a real shell: the state directory is what it is, however it is named', (t) => {
  const home = makeHome(t);
  const hostile = "/srv/it's $(touch owned) && openclaw `x`";
  const [state, config, ...words] = inShell(t, home, commandFor(SET, at(hostile)) ?? '');
  t.deepEqual([state, config], [hostile, `${hostile}/openclaw.json`]);
  t.deepEqual(words, ['config', 'set', 'gateway.bind', 'loopback']);
});

test('a real shell: several commands of one line are all run as the owner, whatever stands in them', (t) => {
  const home = makeHome(t);
  const line = `openclaw config set 'it'\\''s' 1 && openclaw config set b "$(printf 2)"`;
  const asOwner = commandFor(line, at('/srv/oc', { uid: 0, ownerUid: 1001 })) ?? '';
  const [, , ...words] = inShell(t, home, asOwner.replace("sudo -u '#1001' ", ''));
  t.deepEqual(words, ['config', 'set', "it's", '1', '/srv/oc', '/srv/oc/openclaw.json', 'config', 'set', 'b', '2']);
});

test('whatever chooses another installation, its findings name it; the own one needs no name', async (t) => {
  const config = { json: { gateway: { bind: 'lan' } }, mode: 0o600 } as const;
  const home = makeHome(t, {
    '.openclaw/openclaw.json': config,
    '.openclaw-work/openclaw.json': config,
    'bob/.openclaw/openclaw.json': config,
  });
  const surroundings = { env: { HOME: home }, cwd: home };
  const commandOf = async (context: AuditContext | undefined): Promise<string> => {
    const { findings } = await runAudit(context as AuditContext, { threads: 1 });
    return findings.find(({ checkId }) => checkId === 'gateway.bind_no_auth')?.command ?? '';
  };
  t.regex(await commandOf(createContext(surroundings)), /^openclaw config set/);
  t.regex(await commandOf(createContext({ ...surroundings, stateDir: '~/.openclaw' })), /^openclaw config set/);
  const own = { ...surroundings, env: { HOME: home, OPENCLAW_STATE_DIR: `${home}/.openclaw-work` } };
  t.regex(await commandOf(createContext(own)), /^openclaw config set/);
  const profile = await commandOf(createContext({ ...surroundings, profile: 'work' }));
  t.true(profile.includes(`OPENCLAW_CONFIG_PATH=${home}/.openclaw-work/openclaw.json`));
  const { hosts } = await chooseHosts({ 'state-dir': ['*/.openclaw'], permissions: 'owner' }, surroundings);
  t.true((await commandOf(hosts[0]?.())).includes(`OPENCLAW_STATE_DIR=${home}/bob/.openclaw `));
});
