import { mkdirSync, readdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { GiantDirectories } from '../../src/scan/giant-directories.ts';
import { emptySummary } from '../../src/scan/summary.ts';
import { makeHome } from '../helpers/home.ts';
import { isAccountedFor, settingsFor } from '../helpers/scan-tree.ts';

const descriptors = (): number => readdirSync('/proc/self/fd').length;
const onLinux = process.platform === 'linux' ? test.serial : test.serial.skip;

/** More than a batch, so that the listing is still going on after its first part. */
const FILES = 10_000;

for (const bySystemCalls of [true, false]) {
  for (const ending of ['listed to its end', 'interrupted'] as const) {
    const how = `${ending}, system calls: ${bySystemCalls}`;
    onLinux(`a giant directory whose path became a circle of links is counted, and let go (${how})`, (t) => {
      const root = makeHome(t);
      mkdirSync(join(root, 'agents/main'), { recursive: true });
      for (let index = 0; index < FILES; index++) writeFileSync(join(root, 'agents/main', `${index}`), '');
      const before = descriptors();
      const giants = new GiantDirectories(settingsFor(root, { bySystemCalls }));
      giants.add(0, 'agents/main');
      t.truthy(giants.next());
      renameSync(join(root, 'agents'), join(root, 'aside'));
      symlinkSync('agents', join(root, 'agents'));
      if (ending === 'listed to its end') while (giants.next() !== undefined);
      const sum = emptySummary();
      giants.finish(sum);
      const reason = ending === 'interrupted' ? 'interrupted' : 'vanished';
      t.deepEqual(Object.keys(sum.skipped), [reason]);
      t.is(sum.skipped[reason]?.count, 1);
      t.true(isAccountedFor(sum));
      t.is(descriptors(), before);
    });
  }
}
