/**
 * What the original accepted must raise no problem, and what it refused for its schema must raise one: over every recorded
 * case and fixture with a single config without includes and variables. They stand in a folder beside the project
 * (OPENCLAW_SHARED, default ../shared); without it these tests say so and are skipped.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test from 'ava';
import JSON5 from 'json5';
import { isObject } from '../../../src/context/config-reader.ts';
import { checkSchema } from '../../../src/context/schema/check-schema.ts';

const SHARED = resolve(process.env.OPENCLAW_SHARED ?? '../shared');
const CASES = join(SHARED, 'conformance', 'public');
const FIXTURES = join(SHARED, 'spec', 'checks-2026.2.17-fixtures.jsonl');

type Recorded = { readonly name: string; readonly refused: boolean; readonly config: unknown };
type Entry = { readonly path?: string; readonly link?: string; readonly text?: string; readonly json?: unknown };

/** Refused for another reason than the schema, or recorded with the schema switched off. */
const OTHER_REASON = new Set([
  'browser-profile-url-invalid-scheme', // its audit crashes on the URL
  'cli-option-with-value',
  'cli-unknown-option',
  'fs-nonroot-config-unreadable',
  'pl-disabled', // a plugin directory without a manifest
  'pl-native-auto-plug', // the same
  'sb-raw-rel', // judged without validation
]);

const CONFIG_FILE = /(^|\/)(openclaw|clawdbot|moltbot|moldbot)\.json$/;

const parse = (text: string): unknown => {
  try {
    return JSON5.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return undefined;
  }
};

const configOf = (entries: readonly Entry[]): unknown => {
  const [config, ...others] = entries.filter(({ path, link }) => CONFIG_FILE.test(path ?? '') && link === undefined);
  if (config === undefined || others.length > 0) return undefined;
  const text = config.text ?? JSON.stringify(config.json ?? null);
  return text.includes('$include') || text.includes('${') ? undefined : parse(text);
};

const readCases = (): Recorded[] =>
  readdirSync(CASES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => JSON.parse(readFileSync(join(CASES, file), 'utf8')))
    .map(({ name, files, expect }) => ({ name, refused: expect.exit !== 0, config: configOf(files) }));

const readFixtures = (): Recorded[] =>
  readFileSync(FIXTURES, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
    .map((fixture) => ({ name: fixture.name, refused: 'refused' in fixture, config: configOf(fixture.tree) }));

const isThere = existsSync(CASES) && existsSync(FIXTURES);
const when = isThere ? test : test.skip;
const title = (text: string): string => (isThere ? text : `${text} (no recorded cases at OPENCLAW_SHARED)`);
const recorded = isThere
  ? [...readCases(), ...readFixtures()].filter(({ name, config }) => isObject(config) && !OTHER_REASON.has(name))
  : [];

const problemsOf = (config: unknown, refused: boolean) => {
  const nothingElse = { channelIds: [], pluginIds: [] };
  const input = { value: config, raw: config, ...(refused ? { discovered: nothingElse } : {}) };
  return checkSchema(input, () => 'openclaw.json').map(({ kind, key, message }) => `${kind} ${key}: ${message}`);
};

when(title('no config that the original accepts raises a problem'), (t) => {
  const accepted = recorded.filter(({ refused }) => !refused);
  t.true(accepted.length > 800);
  for (const { name, config } of accepted) t.deepEqual(problemsOf(config, false), [], name);
});

when(title('every config that the original refuses for its schema raises one'), (t) => {
  const refused = recorded.filter((item) => item.refused);
  t.true(refused.length > 10);
  for (const { name, config } of refused) t.not(problemsOf(config, true).length, 0, name);
});
