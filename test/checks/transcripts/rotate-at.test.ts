import test from 'ava';
import { ISSUED_KINDS, rotateAt } from '../../../src/checks/transcripts/rotate-at.ts';
import { kindsOf } from '../../../src/transcripts/search.ts';

test('every issuer belongs to a kind that the search tells of', (t) => {
  const kinds = kindsOf([]);
  t.deepEqual(
    ISSUED_KINDS.filter((kind) => !kinds.includes(kind)),
    [],
  );
});

test('a kind without an issuer is rotated where it came from', (t) => {
  t.is(rotateAt('JSON Web Token'), 'where it came from');
  t.regex(rotateAt('Telegram bot token'), /@BotFather/);
});
