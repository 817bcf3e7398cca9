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

const isWrittenDown = ({ tree }: Fixture): boolean => tree.every((entry) => 'type' in entry);

const fixtures = readFixtures();

if (fixtures === undefined) {
  test('the recorded homes are not here: set OPENCLAW_SHARED, or put `shared` beside the checkout', (t) => t.pass());
}

for (const fixture of fixtures?.filter(isWrittenDown) ?? []) {
  const difference = FIXTURE_DIFFERENCES[fixture.name];
  test(`${fixture.name}: ${difference ?? 'as the original'}`, async (t) => {
    const home = makeHome(t);
    const inHome = (text: string): string => text.replaceAll('$HOME', home);
    makeEntries(home, fixture, inHome);
  });
}
