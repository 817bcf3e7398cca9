import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { type Entry, makeHome } from '../helpers/home.ts';
import { type Fixture, type FixtureEntry, readFixtures, readOriginalIds } from './fixture.ts';
import { FIXTURE_DIFFERENCES } from './fixture-differences.ts';

const isOriginal = readOriginalIds();

const toEntry = (entry: Exclude<FixtureEntry, { note: string }>, home: (text: string) => string): Entry => {
  if (entry.type === 'link') return { link: home(entry.target) };
  const mode = Number.parseInt(entry.mode, 8);
  if (entry.type === 'dir') return { dir: true, mode };
  return { text: home(entry.text ?? ' '.repeat(entry.size ?? 0)), mode };
};

/** `channels.x.warning.3` there is `channels.x.warning.open_groups` here. */
const withoutNumber = (finding: string): string => finding.replace(/^(channels\.[^.]+\.warning)\.[^:]+/, '$1.*');

/** What is compared. --deep has its own replay; without channel plugins the original says nothing about channels. */
const isCompared = (fixture: Fixture, finding: string): boolean =>
  isOriginal(finding.split(':')[0] ?? '') &&
  !/code_safety|^gateway\.probe_failed/.test(finding) &&
  (fixture.mode === 'plugins' || !finding.startsWith('channels.'));

/** The list without one of each of the given findings; one that is not in it stays in, so that the comparison fails. */
const without = (findings: readonly string[], some: readonly string[]): string[] => {
  const left = [...findings];
  for (const one of some) {
    const at = left.indexOf(one);
    if (at < 0) left.push(`not there: ${one}`);
    else left.splice(at, 1);
  }
  return left;
};

const isWrittenDown = ({ tree }: Fixture): boolean => tree.every((entry) => 'type' in entry);

const fixtures = readFixtures();

if (fixtures === undefined) {
  test('the recorded homes are not here: set OPENCLAW_SHARED, or put `shared` beside the checkout', (t) => t.pass());
}

/** The findings that both have, in order, as `checkId:severity`. */
const findingsIn = async (fixture: Fixture, home: string): Promise<string[]> => {
  const inHome = (text: string): string => text.replaceAll('$HOME', home);
  const variables = Object.entries(fixture.env ?? {}).map(([name, value]) => [name, inHome(value)]);
  const stateDir = fixture.stateDir === undefined ? {} : { OPENCLAW_STATE_DIR: inHome(fixture.stateDir) };
  const env = { HOME: home, ...Object.fromEntries(variables), ...stateDir };
  const { findings } = await runAudit(createContext({ env, cwd: home }), { threads: 1 });
  return findings.map(({ checkId, severity }) => `${checkId}:${severity}`);
};

const entriesOf = (fixture: Fixture) => (home: string) =>
  Object.fromEntries(
    fixture.tree.flatMap((entry) =>
      'note' in entry ? [] : [[entry.path, toEntry(entry, (text) => text.replaceAll('$HOME', home))]],
    ),
  );

for (const fixture of fixtures?.filter(isWrittenDown) ?? []) {
  const difference = FIXTURE_DIFFERENCES[fixture.name];
  test(`${fixture.name}: ${difference?.[0] ?? 'as the original'}`, async (t) => {
    const found = await findingsIn(fixture, makeHome(t, entriesOf(fixture)));
    if (fixture.findings === null) {
      t.true(found.length > 0, 'a config that the original refuses is audited all the same');
      return;
    }
    const ours = found.filter((finding) => isCompared(fixture, finding)).map(withoutNumber);
    const theirs = fixture.findings.filter((finding) => isCompared(fixture, finding)).map(withoutNumber);
    const [, ...changes] = difference ?? [];
    const added = changes.filter((change) => change.startsWith('+')).map((change) => change.slice(1));
    const missing = changes.filter((change) => change.startsWith('-')).map((change) => change.slice(1));
    t.deepEqual(without(ours, added), without(theirs, missing));
  });
}
