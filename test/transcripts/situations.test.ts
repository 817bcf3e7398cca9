import test from 'ava';
import { matchSecrets } from '../../src/transcripts/match-secrets.ts';
import { createSearch } from '../../src/transcripts/search.ts';
import { message } from './made-up.ts';
import { HELD, NOT_HELD } from './situations.ts';

const escaped = (text: string, set: RegExp): string =>
  text.replace(set, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);

/** How a line of JSON is written by what writes transcripts and by what it quotes. */
const WRITERS: Readonly<Record<string, (text: string) => string>> = {
  'a tool result': message,
  'JSON in a tool result': (text) => message(JSON.stringify({ stdout: text })),
  'JSON in JSON in a tool result': (text) => message(JSON.stringify({ body: JSON.stringify({ text }) })),
  'a command in an argument': (text) =>
    `${JSON.stringify({ type: 'toolCall', arguments: { command: `sh -c '${text}'` } })}\n`,
  'slashes escaped, as PHP writes': (text) => message(text).replaceAll('/', '\\/'),
  'HTML-safe, as Gson and .NET write': (text) =>
    JSON.stringify(text).replace(/[<>&='+]/g, (unit) => escaped(unit, /./)),
  'every character of it escaped': (text) => `{"text":"${escaped(text, /[\s\S]/g)}"}\n`,
  'a log line': (text) => `2026-01-01T00:00:00Z debug ${JSON.stringify(text)}\n`,
};

const search = createSearch({ own: [], salt: new Uint8Array(16) });

for (const [way, write] of Object.entries(WRITERS)) {
  test(`secrets are found in ${way}`, async (t) => {
    const missed: string[] = [];
    for (const { name, rule, text } of HELD) {
      const line = Buffer.from(write(text));
      if (search.nextNeedle(line, 0, line.length) === -1) missed.push(`${name}: not looked at`);
      const found = await matchSecrets(line.toString(), []);
      if (found.length !== 1 || !rule.test(found[0]?.rule ?? ''))
        missed.push(`${name}: ${found.map((one) => one.rule)}`);
    }
    t.deepEqual(missed, []);
  });

  test(`what is no secret stays so in ${way}`, async (t) => {
    const alarms: string[] = [];
    for (const { name, text } of NOT_HELD) {
      const found = await matchSecrets(write(text), []);
      alarms.push(...found.map(({ rule }) => `${name}: ${rule}`));
    }
    t.deepEqual(alarms, []);
  });
}
