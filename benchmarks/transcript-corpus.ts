import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SECRET_RULES } from '../src/transcripts/rules.ts';

/** One line in so many holds a secret, between spaces: at the start of a quoted line ripgrep would take the n of `\\n` for a part of it. */
const SECRET_EVERY = 2_000;

const WORDS =
  'the a file function returns error when opening session token value please check the task list and update config for gateway agent run tests again with verbose output so we can see risk of disk usage const import export from await async string number object path docs package json build failed line column warning unused variable'.split(
    ' ',
  );
const HEX = '0123456789abcdef';
const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** A generator of made-up text that gives the same for the same seed. */
const writerFor = (seed: number) => {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const pick = (list: ArrayLike<string>): string => list[below(list.length)] as string;
  const run = (alphabet: string, length: number): string => Array.from({ length }, () => pick(alphabet)).join('');
  /** Prose, paths, URLs, hashes and line breaks, as agents and tools write them. */
  const text = (length: number): string => {
    let made = '';
    while (made.length < length) {
      const kind = below(100);
      if (kind < 2) made += `https://docs.example.com/${pick(WORDS)}/page `;
      else if (kind < 4) made += `/home/user/project/src/${pick(WORDS)}.ts:${below(900)}:12 `;
      else if (kind < 5) made += `${run(HEX, 40)} `;
      else if (kind < 9) made += '\n';
      else made += `${pick(WORDS)} `;
    }
    return made;
  };
  return { below, pick, run, text };
};

/** Makes a home with about `bytes` of ordinary transcripts of ten agents; gives how many lines hold a secret. */
export const makeTranscripts = (home: string, bytes: number, seed: number): number => {
  const { below, pick, run, text } = writerFor(seed);
  const pool = Array.from({ length: 400 }, () => text(200 + below(4_000)));
  const examples = SECRET_RULES.filter(({ generic }) => !generic).flatMap((rule) => rule.examples().match.slice(0, 1));
  let lines = 0;
  let secrets = 0;
  const line = (): string => {
    const kind = below(10);
    const secret = ++lines % SECRET_EVERY === 0 ? ` ${examples[secrets++ % examples.length]} ` : '';
    const message =
      kind < 3
        ? { role: 'user', content: [{ type: 'text', text: pick(pool).slice(0, 300) + secret }] }
        : kind < 6
          ? {
              role: 'assistant',
              content: [
                { type: 'thinking', thinking: pick(pool) + secret, thinkingSignature: run(BASE64, 400) },
                { type: 'toolCall', id: `toolu_${run(BASE64, 20)}`, name: 'exec', arguments: { command: 'ls -la' } },
              ],
            }
          : { role: 'toolResult', content: [{ type: 'text', text: pick(pool) + secret + pick(pool) }] };
    const timestamp = new Date(1_700_000_000_000 + below(1e9)).toISOString();
    return `${JSON.stringify({ type: 'message', id: run(HEX, 8), timestamp, message })}\n`;
  };
  for (let made = 0, file = 0; made < bytes; file++) {
    const directory = path.join(home, `.openclaw/agents/agent${file % 10}/sessions`);
    mkdirSync(directory, { recursive: true });
    const target = 50_000 + below(400_000);
    let content = '';
    while (content.length < target) content += line();
    writeFileSync(path.join(directory, `${file}.jsonl`), content);
    made += content.length;
  }
  return secrets;
};
