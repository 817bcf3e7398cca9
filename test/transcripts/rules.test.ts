import test from 'ava';
import { matchSecrets } from '../../src/transcripts/match-secrets.ts';
import { SECRET_RULES } from '../../src/transcripts/rules.ts';

/** The ways in which a text gets into a transcript's line. */
const WRITTEN: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'in JSON': (text) => JSON.stringify({ text }),
  'on a line of its own in JSON': (text) => JSON.stringify({ text: `cat .env\n${text}\nexit 0` }),
  'in JSON in JSON': (text) => JSON.stringify({ text: JSON.stringify({ output: `\t${text}` }) }),
};

for (const { id, examples } of SECRET_RULES) {
  test(`${id}: must match`, async (t) => {
    const { match } = examples();
    t.true(match.length > 0);
    for (const text of match) {
      for (const [way, write] of Object.entries(WRITTEN)) {
        const found = await matchSecrets(write(text), []);
        t.deepEqual(
          found.map(({ rule }) => rule),
          [id],
          way,
        );
      }
      const secrets = await Promise.all(Object.values(WRITTEN).map((write) => matchSecrets(write(text), [])));
      t.is(new Set(secrets.flat().map(({ secret }) => secret)).size, 1, 'the same secret however it is written');
    }
  });

  test(`${id}: must not match`, async (t) => {
    const { pass } = examples();
    t.true(pass.length > 0);
    for (const text of pass) {
      for (const write of Object.values(WRITTEN)) t.deepEqual(await matchSecrets(write(text), []), []);
    }
  });
}

test('ids are unique and kinds are said', (t) => {
  t.is(new Set(SECRET_RULES.map(({ id }) => id)).size, SECRET_RULES.length);
  for (const { kind, needles } of SECRET_RULES) t.true(kind.length > 0 && needles.length > 0);
});
