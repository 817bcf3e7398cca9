import { join } from 'node:path';
import test from 'ava';
import { Journal } from '../../src/fix/journal.ts';
import { journalPlace } from '../../src/fix/journal-folder.ts';
import { tightenBatch } from '../../src/fix/tighten-batch.ts';
import { type ChmodOutcome, DONE, NO_EFFECT } from '../../src/platform/safe-chmod.ts';
import { makeHome } from '../helpers/home.ts';

const GONE: ChmodOutcome = { status: 'skipped', reason: 'missing' };

/** What each change comes to when it is read back, and which of them are. A change that is not read back counts as done. */
const batches: readonly (readonly [what: string, real: readonly ChmodOutcome[], readBack: readonly boolean[]])[] = [
  ['a file system that keeps modes: the first is enough', [DONE, DONE, DONE], [true, false, false]],
  ['one that ignores them: every one is told', [NO_EFFECT, NO_EFFECT, NO_EFFECT], [true, true, true]],
  ['one file that ignores them', [NO_EFFECT, DONE, DONE], [true, true, false]],
  ['the first is gone: nothing is proved by it', [GONE, NO_EFFECT, DONE], [true, true, true]],
];
for (const [what, real, readBack] of batches) {
  test(what, (t) => {
    const home = makeHome(t);
    const journal = new Journal(journalPlace(home, new Date(), 1), 'main');
    const changes = real.map((_, index) => ({
      name: String(index),
      expected: { type: 'file', ino: index, uid: 0, mode: 0o644 } as const,
      mode: 0o600,
    }));
    const asked: boolean[] = [];
    const outcomes = tightenBatch(join(home, 'x'), changes, journal, 'first', (_, index, verify) => {
      asked.push(verify);
      return verify ? (real[index] as ChmodOutcome) : DONE;
    });
    journal.close();
    t.deepEqual(asked, readBack);
    t.deepEqual(outcomes, real);
  });
}
