import path from 'node:path';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { type PathFlags, UsageError } from '../../src/context/paths.ts';
import { type Entry, makeHome } from '../helpers/home.ts';

type Row = {
  readonly name: string;
  readonly files?: Record<string, Entry>;
  readonly env?: Record<string, string>;
  readonly flags?: PathFlags;
  readonly state?: string;
  readonly config?: string;
  readonly credentials?: string;
};

const config: Entry = { json: {} };

/** Paths are relative to the home that each row gets; `$HOME` in a value is that home. */
const rows: readonly Row[] = [
  {
    name: 'nothing there',
    state: '.openclaw',
    config: '.openclaw/openclaw.json',
    credentials: '.openclaw/credentials',
  },
  {
    name: 'a legacy directory alone',
    files: { '.moltbot/moltbot.json': config },
    state: '.moltbot',
    config: '.moltbot/moltbot.json',
  },
  {
    name: 'the new one beside a legacy one',
    files: { '.openclaw': { dir: true }, '.clawdbot/clawdbot.json': config },
    state: '.openclaw',
    config: '.clawdbot/clawdbot.json',
  },
  {
    name: 'the first of four config names',
    files: { '.openclaw/moltbot.json': config, '.openclaw/clawdbot.json': config },
    config: '.openclaw/clawdbot.json',
  },
  {
    name: 'OPENCLAW_STATE_DIR',
    env: { OPENCLAW_STATE_DIR: '~/s' },
    files: { 's/openclaw.json': config },
    state: 's',
    config: 's/openclaw.json',
    credentials: 's/credentials',
  },
  {
    name: 'what the gateway would load is what is checked (D18)',
    env: { OPENCLAW_STATE_DIR: '$HOME/s' },
    files: { '.openclaw/openclaw.json': config, s: { dir: true } },
    state: 's',
    config: '.openclaw/openclaw.json',
  },
  {
    name: 'the legacy variables',
    env: { CLAWDBOT_STATE_DIR: '$HOME/s', CLAWDBOT_CONFIG_PATH: '$HOME/c.json' },
    state: 's',
    config: 'c.json',
  },
  { name: 'a blank variable is unset', env: { OPENCLAW_STATE_DIR: '  ' }, state: '.openclaw' },
  { name: '~name is a folder of that name', env: { OPENCLAW_STATE_DIR: '~other' }, state: '~other' },
  { name: 'OPENCLAW_OAUTH_DIR', env: { OPENCLAW_OAUTH_DIR: '$HOME/o' }, credentials: 'o' },
  { name: 'OPENCLAW_HOME', env: { OPENCLAW_HOME: '~/alt' }, state: 'alt/.openclaw' },
  { name: '--profile', flags: { profile: 'work' }, state: '.openclaw-work', config: '.openclaw-work/openclaw.json' },
  { name: '--profile default', flags: { profile: 'Default' }, state: '.openclaw' },
  { name: '--dev', flags: { dev: true }, state: '.openclaw-dev' },
  { name: '--dev --profile dev', flags: { dev: true, profile: 'dev' }, state: '.openclaw-dev' },
  {
    name: 'an exported state dir beats --profile',
    env: { OPENCLAW_STATE_DIR: '$HOME/s' },
    flags: { profile: 'work' },
    state: 's',
  },
  {
    name: '--state-dir beats everything',
    env: { OPENCLAW_STATE_DIR: '$HOME/s' },
    flags: { stateDir: '~/f' },
    files: { '.openclaw/openclaw.json': config },
    state: 'f',
    config: 'f/openclaw.json',
  },
  { name: '--config', flags: { config: '~/x.json5' }, state: '.openclaw', config: 'x.json5' },
];

for (const row of rows) {
  test(`finds ${row.name}`, (t) => {
    const home = makeHome(t, row.files);
    const env = Object.fromEntries(
      Object.entries(row.env ?? {}).map(([name, value]) => [name, value.replace('$HOME', home)]),
    );
    const { paths } = createContext({ ...row.flags, env: { HOME: home, ...env }, cwd: home });
    if (row.state !== undefined) t.is(paths.stateDir, path.join(home, row.state));
    if (row.config !== undefined) t.is(paths.configPath, path.join(home, row.config));
    if (row.credentials !== undefined) t.is(paths.credentialsDir, path.join(home, row.credentials));
  });
}

for (const flags of [
  { profile: '' },
  { profile: 'a/b' },
  { profile: '-x' },
  { profile: 'x'.repeat(65) },
  { dev: true, profile: 'work' },
]) {
  test(`refuses ${JSON.stringify(flags)}`, (t) => {
    t.throws(() => createContext({ ...flags, env: { HOME: makeHome(t) } }), { instanceOf: UsageError });
  });
}
