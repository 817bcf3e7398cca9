/**
 * The gate against false alarms: a config that the original accepted raises no problem, and one that it refused raises one.
 * Over every recorded case and fixture, with its includes, variables and links. They stand in a folder beside the project
 * (OPENCLAW_SHARED, default ../shared); without it these tests say so and are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { createContext } from '../../../src/context/create-context.ts';
import { checkSchema } from '../../../src/context/schema/check-schema.ts';
import { type Entry, makeEntry, makeHome } from '../../helpers/home.ts';

const SHARED = resolve(process.env.OPENCLAW_SHARED ?? '../shared');
const CASES = join(SHARED, 'conformance', 'public');
const FIXTURES = join(SHARED, 'spec', 'checks-2026.2.17-fixtures.jsonl');

/** A case (`dir`, `link`, `json`, `subst`) or a fixture (`type`, `target`) writes down its files in its own way. */
type RecordedEntry = {
  readonly path?: string;
  readonly type?: string;
  readonly dir?: boolean;
  readonly link?: string;
  readonly target?: string;
  readonly text?: string;
  readonly json?: unknown;
};

type Recorded = {
  readonly name: string;
  readonly refused: boolean;
  readonly env: Readonly<Record<string, string | null>>;
  readonly cwd: string;
  readonly entries: readonly RecordedEntry[];
};

/** Refused, or accepted, for another reason than what the config holds. */
const OTHER_REASON = new Set([
  'browser-profile-url-invalid-scheme', // its audit crashes on the URL
  'pl-disabled', // a plugin directory without a manifest
  'pl-native-auto-plug', // the same
  'sb-raw-rel', // judged without validation
]);

const isOtherReason = (name: string): boolean => OTHER_REASON.has(name) || /^cli-|nonroot|^nr-|unreadable/.test(name);

const readCases = (): Recorded[] =>
  readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')))
    .map(({ name, files, expect, env = {}, cwd = '.' }) => ({
      name,
      refused: expect.exit !== 0,
      env,
      cwd,
      entries: files,
    }));

const readFixtures = (): Recorded[] =>
  readFileSync(FIXTURES, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map(({ name, tree, env = {}, stateDir, ...rest }) => ({
      name,
      refused: 'refused' in rest,
      env: stateDir === undefined ? env : { ...env, OPENCLAW_STATE_DIR: stateDir },
      cwd: '.',
      entries: tree,
    }));

/** What a config can be read from: sources of skills and the like are left out. */
const isConfigSource = ({ path = '' }: RecordedEntry): boolean =>
  /(\.json5?|\.env)$/.test(path) || !/\.\w+$/.test(path);

const toEntry = ({ type, dir, link, target, text, json }: RecordedEntry): Entry => {
  const to = link ?? target;
  if (to !== undefined) return { link: to };
  if (dir || type === 'dir') return { dir: true };
  return text === undefined && json !== undefined ? { json } : { text: text ?? '' };
};

const withHome = <Value>(value: Value, home: string): Value =>
  JSON.parse(JSON.stringify(value).replaceAll('$HOME', home)) as Value;

const contextOf = (t: ExecutionContext, { env, cwd, entries }: Recorded) => {
  const home = makeHome(t);
  for (const entry of entries.filter(isConfigSource)) {
    if (entry.path !== undefined) makeEntry(join(home, entry.path), toEntry(withHome(entry, home)));
  }
  const set = Object.entries(withHome(env, home)).filter((item): item is [string, string] => item[1] !== null);
  return createContext({ env: { HOME: home, ...Object.fromEntries(set) }, cwd: join(home, cwd) });
};

/** The loader's problems, its failure, and the schema's problems, one line each. */
const faultsOf = (t: ExecutionContext, recorded: Recorded): string[] => {
  const { config } = contextOf(t, recorded);
  const discovered = recorded.refused ? { discovered: { channelIds: [], pluginIds: [] } } : {};
  const problems = [...config.problems, ...checkSchema({ ...config, ...discovered }, () => config.path)];
  const lines = problems.map(({ kind, key, message }) => `${kind} ${key}: ${message}`);
  return config.failure === undefined ? lines : [config.failure.message, ...lines];
};

const isThere = existsSync(CASES) && existsSync(FIXTURES);
const when = isThere ? test : test.skip;
const title = (text: string): string => (isThere ? text : `${text} (no recorded cases at OPENCLAW_SHARED)`);
const all = isThere ? [...readCases(), ...readFixtures()].filter(({ name }) => !isOtherReason(name)) : [];

when(title('no config that the original accepts raises a problem'), (t) => {
  const accepted = all.filter(({ refused }) => !refused);
  t.true(accepted.length > 900);
  for (const recorded of accepted) t.deepEqual(faultsOf(t, recorded), [], recorded.name);
});

when(title('every config that the original refuses raises one'), (t) => {
  const refused = all.filter((recorded) => recorded.refused);
  t.true(refused.length > 20);
  for (const recorded of refused) t.not(faultsOf(t, recorded).length, 0, recorded.name);
});
