import { rules as presetRules } from '@secretlint/secretlint-rule-preset-recommend';
import test from 'ava';
import fc from 'fast-check';
import { lintText } from '../../src/transcripts/lint-text.ts';
import { type ByteSets, literalNeedle, parseNeedle } from '../../src/transcripts/needle.ts';
import { createPrefilter } from '../../src/transcripts/prefilter.ts';
import { PRESET_DETECTORS } from '../../src/transcripts/preset-needles.ts';
import { SECRET_RULES } from '../../src/transcripts/rules.ts';
import { createSearch } from '../../src/transcripts/search.ts';
import { CHUNK } from '../../src/transcripts/vector-scan.ts';
import { PRESET_SAMPLES } from './preset-samples.ts';

const { nextNeedle } = createSearch({ own: [], salt: Buffer.alloc(16) });

const survives = (text: string): boolean => {
  const bytes = Buffer.from(text);
  return nextNeedle(bytes, 0, bytes.length) !== -1;
};

test('the table knows every detector of the preset, in its order', (t) => {
  t.deepEqual(
    PRESET_DETECTORS.map(({ detector }) => `@secretlint/secretlint-rule-${detector}`).sort(),
    presetRules.map((rule) => rule.meta.id).sort(),
  );
});

for (const { detector, needles } of PRESET_DETECTORS.filter((row) => row.needles.length > 0)) {
  test(`what secretlint's ${detector} finds survives the prefilter`, async (t) => {
    const sample = PRESET_SAMPLES[detector];
    if (sample === undefined) return t.fail(`no sample for ${detector}: ${needles.length} needles`);
    let found = 0;
    await fc.assert(
      fc.asyncProperty(sample, fc.string({ maxLength: 40 }), async (secret, before) => {
        const text = `${before} ${secret} `;
        const matches = await lintText(text);
        if (!matches.some(({ rule }) => rule === `secretlint/${detector}`)) return;
        found++;
        t.true(survives(text), 'in plain text');
        t.true(survives(JSON.stringify({ text })), 'in JSON');
        t.true(survives(JSON.stringify({ text: JSON.stringify({ text }) })), 'in JSON in JSON');
      }),
      { numRuns: 60, seed: 1 },
    );
    // A sample that the detector does not take would prove nothing.
    t.true(found >= 30, `${detector} took only ${found} of 60 samples`);
  });
}

for (const { id, examples, pattern } of SECRET_RULES) {
  test(`what ${id} matches survives the prefilter`, (t) => {
    for (const text of examples().match) {
      t.true(text.match(pattern) !== null);
      t.true(survives(text), 'in plain text');
      t.true(survives(JSON.stringify({ text })), 'in JSON');
    }
  });
}

test('ordinary text does not survive', (t) => {
  const ordinary = [
    'https://docs.example.com/page?x=1 and http://localhost:3000/a@b',
    'the task-list, the risk-free desk-top, disk_usage, mask_bits',
    'message session essay accesskeyboard Bearer tokens are described in RFC 6750',
    '{"type":"message","message":{"role":"toolResult","content":[{"type":"text","text":"total 8"}]}}',
    '-----BEGIN CERTIFICATE----- :AAA eyJ SG. hf_ npm_config_registry ghp_ AKIA',
  ];
  for (const line of ordinary.filter((text) => survives(text))) t.log(line);
  t.deepEqual(ordinary.filter(survives), [ordinary[2]] as string[]);
});

test('a needle is found at every position and only there', (t) => {
  const find = createPrefilter([{ sets: parseNeedle('ab[0-9]{2}cd') }, { sets: literalNeedle(Buffer.from('wxyz')) }]);
  for (let at = 0; at < 40; at++) {
    const bytes = Buffer.alloc(60, 0x2e);
    bytes.write('ab42cd', at);
    t.is(find(bytes, 0, 60), at);
    t.is(find(bytes, at, at + 6), at);
    t.is(find(bytes, at, at + 5), -1);
    t.is(find(bytes, at + 1, 60), -1);
    bytes.write('ab4xcd', at);
    t.is(find(bytes, 0, 60), -1);
    bytes.write('wxyz', at);
    t.is(find(bytes, 0, 60), at);
  }
});

test('a needle is found like a search for each one by one would find it', (t) => {
  const unit = fc.constantFrom(...'ab01-_');
  const needle = fc.string({ unit, minLength: 4, maxLength: 9 });
  fc.assert(
    fc.property(
      fc.array(needle, { minLength: 1, maxLength: 40 }),
      fc.string({ unit, maxLength: 200 }),
      (needles, text) => {
        const find = createPrefilter(needles.map((literal) => ({ sets: literalNeedle(Buffer.from(literal)) })));
        const bytes = Buffer.from(text);
        const found = new Set<number>();
        for (let at = find(bytes, 0, bytes.length); at !== -1; at = find(bytes, at + 1, bytes.length)) found.add(at);
        t.is(find(bytes, 0, bytes.length) === -1, !needles.some((literal) => text.includes(literal)));
        for (const at of found) t.true(needles.some((literal) => text.startsWith(literal, at)));
      },
    ),
    { seed: 1 },
  );
});

test('every needle is found where it stands, in any company', (t) => {
  const unit = fc.constantFrom(...'ab01-_ /:');
  const piece = fc.oneof(unit, fc.constantFrom('[a-b]', '[0-9]', '[a-z_]', '[A-Za-z0-9-]'));
  const needle = fc.array(piece, { minLength: 4, maxLength: 12 }).map((pieces) => parseNeedle(pieces.join('')));
  const planted = fc.record({ number: fc.nat(), choice: fc.nat(), before: fc.string({ unit, maxLength: 20 }) });
  let found = 0;
  fc.assert(
    fc.property(
      fc.array(needle, { minLength: 1, maxLength: 30 }),
      fc.array(planted, { maxLength: 20 }),
      fc.nat(20),
      (needles, plants, skip) => {
        const text = plants.flatMap(({ number, choice, before }) => [
          ...Buffer.from(before),
          ...(needles[number % needles.length] ?? []).map((set, at) => set[(choice + at) % set.length] ?? 0),
        ]);
        const bytes = Buffer.from(text).subarray(skip);
        const isAt = (sets: ByteSets, start: number, end: number): boolean =>
          start + sets.length <= end && sets.every((set, at) => set.includes(bytes[start + at] as number));
        const find = createPrefilter(needles.map((sets) => ({ sets })));
        for (const sets of needles) {
          for (let at = 0; at < bytes.length; at++) {
            if (!isAt(sets, at, bytes.length)) continue;
            const end = at + sets.length;
            const start = find(bytes, at, end);
            t.true(start >= at && needles.some((other) => isAt(other, start, end)), `at ${at} of ${bytes}`);
            found++;
          }
        }
      },
    ),
    { seed: 1, numRuns: 300 },
  );
  t.true(found > 1_000, `only ${found} needles stood anywhere`);
});

test('a needle is found across the end of what is looked at in one go', (t) => {
  const text = 'aaaaaaaaaaaa_Q_aaaaaaaaaaaa';
  const find = createPrefilter([{ sets: parseNeedle('a{12}_Q_a{12}') }]);
  for (let at = CHUNK - 2 * text.length; at < CHUNK + text.length; at++) {
    const bytes = Buffer.alloc(2 * CHUNK, 'a');
    bytes.write(text, at);
    t.is(find(bytes, 0, bytes.length), at);
    t.is(find(bytes, at, at + text.length), at);
    t.is(find(bytes, at + 1, bytes.length), -1);
  }
});

test('a needle that is none is refused', (t) => {
  for (const text of ['abc', 'ab[c', 'ab]cd', 'ab{2', '']) {
    t.throws(() => parseNeedle(text), { instanceOf: SyntaxError });
  }
});
