import test from 'ava';
import { holesIn, KNOWN_HOLES } from '../../src/probe/known-holes.ts';
import { isOlder, parseVersion } from '../../src/probe/version.ts';

const OLDEST_TO_NEWEST = ['2025.12.31', '2026.2.2-beta.1', '2026.2.2', '2026.2.2-1', '2026.2.17', '2026.10.1'];

test('versions are ordered by their numbers, betas before and rebuilds after their release', (t) => {
  const versions = OLDEST_TO_NEWEST.map((text) => parseVersion(text));
  for (const [index, left] of versions.entries()) {
    for (const [other, right] of versions.entries()) {
      t.is(left !== undefined && right !== undefined && isOlder(left, right), index < other);
    }
  }
});

test('what is no version is not judged', (t) => {
  for (const text of ['dev', 'unknown', '', '2026.2', '2026.2.x', '1e9.2.3', '2026.2.17 ; rm']) {
    t.is(holesIn(text), undefined, text);
  }
});

test('every row names versions that can be compared, in the order of the fixes', (t) => {
  for (const [index, { id, since, fixedIn }] of KNOWN_HOLES.entries()) {
    const fix = parseVersion(fixedIn);
    const first = parseVersion(since ?? '0.0.1');
    const before = parseVersion(KNOWN_HOLES[index - 1]?.fixedIn ?? '0.0.1');
    t.truthy(fix && first && before, id);
    if (fix && first && before) t.true(isOlder(first, fix) && !isOlder(fix, before), id);
  }
  t.is(new Set(KNOWN_HOLES.map(({ id }) => id)).size, KNOWN_HOLES.length);
});

for (const [version, has, lacks] of [
  ['2026.1.28', ['CVE-2026-25253', 'CVE-2026-53821'], ['CVE-2026-62202']],
  ['v2026.1.29', ['CVE-2026-28472'], ['CVE-2026-25253']],
  ['2026.6.1', ['CVE-2026-62202'], ['CVE-2026-53821']],
  ['2026.6.9', [], KNOWN_HOLES.map(({ id }) => id)],
] as const) {
  test(`the holes of ${version}`, (t) => {
    const ids = holesIn(version)?.map(({ id }): string => id) ?? [];
    for (const id of has) t.true(ids.includes(id), id);
    for (const id of lacks) t.false(ids.includes(id), id);
  });
}
