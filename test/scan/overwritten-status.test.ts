import { closeSync, linkSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { systemCalls } from '../../src/platform/load-system-calls.ts';
import { type Mender, NOTHING_MENDED } from '../../src/scan/mender.ts';
import { OBSERVATIONS } from '../../src/scan/observe.ts';
import { ShardRunner } from '../../src/scan/run-shard.ts';
import { makeHome } from '../helpers/home.ts';
import { isAccountedFor, settingsFor } from '../helpers/scan-tree.ts';

/** More than wait at most: the fix has its turn in the middle of the directory. */
const FILES = 5000;

/** Looks at something else by the same thread's system calls, as every fix does. */
const lookingAt = (descriptor: number): Mender => ({
  mend: (groups) => {
    systemCalls()?.statusOf(descriptor);
    return groups.map(({ entries }) => entries.map(({ mode }) => mode));
  },
  takeTotals: () => NOTHING_MENDED,
  close: () => undefined,
});

for (const bySystemCalls of [true, false]) {
  test(`what a fix looks at meanwhile is not taken for the entry that is judged (system calls: ${bySystemCalls})`, (t) => {
    const root = makeHome(t);
    writeFileSync(join(root, '0'), '', { mode: 0o644 });
    for (let index = 1; index < FILES; index += 1) linkSync(join(root, '0'), join(root, String(index)));
    writeFileSync(join(root, 'single'), '', { mode: 0o600 });
    const other = openSync(join(root, 'single'), 'r');
    t.teardown(() => closeSync(other));
    const settings = settingsFor(root, { bySystemCalls, splitAbove: 0 });
    const { summary } = new ShardRunner(settings, undefined, lookingAt(other)).run({
      root: 0,
      directories: [''],
      entryBudget: 0,
    });
    t.is(summary.observations[OBSERVATIONS.hardLink]?.count, FILES);
    t.true(isAccountedFor(summary));
  });
}
