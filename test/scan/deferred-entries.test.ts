import { strictEqual } from 'node:assert/strict';
import { lstatSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import { kindIndex } from '../../src/scan/classify.ts';
import { ClosedDirectories } from '../../src/scan/closed-by.ts';
import { DeferredEntries } from '../../src/scan/deferred-entries.ts';
import { type Mender, NOTHING_MENDED } from '../../src/scan/mender.ts';
import { makeHome } from '../helpers/home.ts';
import { settingsFor } from '../helpers/scan-tree.ts';

test('entries that were mended before their directory was given up are counted as entries too', async (t) => {
  const home = makeHome(t);
  const file = path.join(home, 'loose');
  writeFileSync(file, '', { mode: 0o644 });
  const status = lstatSync(file);
  const mender: Mender = {
    mend: (groups) => groups.map(({ entries }) => entries.map(() => 0o600)),
    takeTotals: () => NOTHING_MENDED,
    close: () => {},
  };
  for (const seen of [10, 16 * 1024 + 10]) {
    const deferred = new DeferredEntries(mender, settingsFor(home), new ClosedDirectories(0o077));
    deferred.enter(0, '', '', home, false);
    for (let index = 0; index < seen; index++) deferred.takes(`${index}`, kindIndex('transcripts'), 'file', status);
    deferred.abandon();
    const { entries, judged } = deferred.finish();
    strictEqual(entries, judged);
    strictEqual(judged, seen > 16 * 1024 ? 16 * 1024 : 0);
  }
  t.pass();
});

test('a small directory in which something stays loose is listed with all of its entries', (t) => {
  const home = makeHome(t);
  const file = path.join(home, 'loose');
  writeFileSync(file, '', { mode: 0o644 });
  for (const [left, worst] of [
    [0o644, [['agents', 7, 3]]],
    [0o600, []],
  ] as const) {
    const mender: Mender = {
      mend: (groups) => groups.map(({ entries }) => entries.map(() => left)),
      takeTotals: () => NOTHING_MENDED,
      close: () => {},
    };
    const deferred = new DeferredEntries(mender, settingsFor(home), new ClosedDirectories(0o077));
    deferred.enter(0, 'agents', 'agents', home, true);
    for (const name of ['a', 'b', 'c']) deferred.takes(name, kindIndex('transcripts'), 'file', lstatSync(file));
    deferred.tellEntries(7);
    t.deepEqual(
      deferred.finish().worst.map(([directory, { entries, loose }]) => [directory, entries, loose]),
      worst.map((row) => [...row]),
    );
  }
});
