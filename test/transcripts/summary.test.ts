import test from 'ava';
import fc from 'fast-check';
import { addFile, type FileOutcome } from '../../src/transcripts/add-file.ts';
import { addSummary, emptySummary, type Summary } from '../../src/transcripts/summary.ts';

const name = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
const kind = fc.constantFrom('one', 'two');
const fingerprint = fc.constantFrom('0001', '0002', '0003');
const line = fc.integer({ min: 1, max: 9 });
const outcome: fc.Arbitrary<FileOutcome> = fc.oneof(
  fc.record({ skipped: fc.constantFrom('unreadable', 'vanished') }),
  fc.record({
    size: fc.nat(100),
    mtimeMs: fc.nat(3),
    bytesRead: fc.nat(100),
    state: fc.record({
      offset: fc.nat(100),
      lines: fc.nat(100),
      malformed: fc.nat(2),
      secrets: fc.uniqueArray(fc.record({ kind, fingerprint, count: line, line }), {
        selector: (secret) => `${secret.kind} ${secret.fingerprint}`,
        maxLength: 4,
      }),
    }),
    tail: fc.record({
      isCutOff: fc.boolean(),
      secrets: fc.uniqueArray(fc.record({ kind, fingerprint }), {
        selector: (secret) => `${secret.kind} ${secret.fingerprint}`,
        maxLength: 2,
      }),
    }),
  }),
) as fc.Arbitrary<FileOutcome>;

/** A summary as plain values in a fixed order. */
const plain = (summary: Summary): unknown => ({
  ...summary,
  skipped: [...summary.skipped].sort(),
  kinds: [...summary.kinds]
    .map(([key, total]) => [key, { ...total, agents: [...total.agents].sort(), secrets: [...total.secrets].sort() }])
    .sort(),
});

test('summaries add up in any order, whatever the pieces', (t) => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(name, outcome, fc.nat(3)), { selector: ([path]) => path, maxLength: 8 }),
      fc.infiniteStream(fc.nat(1000)),
      (files, order) => {
        const whole = emptySummary();
        const parts = Array.from({ length: 4 }, emptySummary);
        for (const [path, result, part] of files) {
          const file = { directory: '/', name: `${path}.jsonl`, agent: path < 'd' ? 'x' : undefined };
          addFile(whole, file, result);
          addFile(parts[part] as Summary, file, result);
        }
        const shuffled = parts
          .map((part) => [order.next().value, part] as const)
          .sort(([a], [b]) => a - b)
          .map(([, part]) => part);
        const sum = emptySummary();
        for (const part of shuffled) addSummary(sum, structuredClone(part));
        t.deepEqual(plain(sum), plain(whole));
      },
    ),
    { seed: 1 },
  );
});

test('memory is bounded however many secrets there are, and the first by fingerprint keep their counts', (t) => {
  const summary = emptySummary();
  const hex = (index: number): string => index.toString(16).padStart(16, '0');
  for (let round = 0; round < 2; round++) {
    for (let index = 0; index < 10_000; index++) {
      addFile(
        summary,
        { directory: '/', name: `${index}.jsonl`, agent: 'a' },
        {
          size: 1,
          mtimeMs: 0,
          bytesRead: 1,
          state: {
            offset: 1,
            lines: 1,
            malformed: 0,
            secrets: [{ kind: 'k', fingerprint: hex((index * 7919) % 10_000), count: 1, line: 1 }],
          },
          tail: { isCutOff: false, secrets: [] },
        },
      );
    }
  }
  const total = summary.kinds.get('k');
  t.is(total?.lines, 20_000);
  t.true((total?.secrets.size ?? 0) <= 4_000);
  for (let index = 0; index < 2_000; index++) t.is(total?.secrets.get(hex(index))?.lines, 2);
  const counted = [...(total?.secrets.values() ?? [])].reduce((sum, { lines }) => sum + lines, 0);
  t.is(counted, 20_000);
});
