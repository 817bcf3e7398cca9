import { hasSecondPart } from './confirm.ts';
import type { Needle } from './needle.ts';

/** A secret's form that secretlint's preset does not know. */
export type SecretRule = {
  /** Permanent: the index stores it. */
  readonly id: string;
  /** What a user calls it. */
  readonly kind: string;
  /** Every match contains at least one of these. */
  readonly needles: readonly Needle[];
  /** Global. The secret is the group `secret`, or else the whole match. */
  readonly pattern: RegExp;
  /** A form many things have: gives way to any other rule that matches in the same place. */
  readonly generic?: true;
  /** For what a pattern cannot say. */
  readonly accept?: (secret: string) => boolean;
  /** Texts with exactly one match, and texts with none. Put together when asked for, so that no scanner trips on this file. */
  readonly examples: () => { readonly match: readonly string[]; readonly pass: readonly string[] };
};

const HEX = '0123456789abcdef';
const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** A made-up run of `length` characters that looks random and is the same every time. */
const run = (alphabet: string, length: number): string => {
  let state = length * 2654435761;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return alphabet[(state >>> 8) % alphabet.length];
  }).join('');
};

/** The pattern of a token that stands alone: nothing of its own alphabet right before or behind it. */
const token = (body: string): RegExp => new RegExp(`(?<![A-Za-z0-9_-])${body}(?![A-Za-z0-9_-])`, 'g');

const base64Url = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

const decodesTo = (base64: string, form: RegExp): boolean =>
  form.test(Buffer.from(base64, 'base64url').toString('latin1'));

/** A token of the form "prefix, then at least so many of an alphabet": most of them. */
const plain = (id: string, kind: string, prefix: string, set: string, length: number, atLeast = length): SecretRule => {
  const alphabet = set === '0-9a-f' ? HEX : ALNUM;
  return {
    id,
    kind,
    needles: [`${prefix}[${set}]{${atLeast}}`],
    pattern: token(`${prefix}[${set}]{${atLeast === length ? length : `${atLeast},`}}`),
    examples: () => ({
      match: [`key: ${prefix}${run(alphabet, length)}`, `"${prefix}${run(alphabet, length)}"`],
      pass: [
        `${prefix}${run(alphabet, atLeast - 1)}`,
        `a${prefix}${run(alphabet, length)}`,
        `${prefix}${'x'.repeat(length)}`,
        `${prefix}${'.'.repeat(length)}`,
      ],
    }),
  };
};

/** The kinds OpenClaw users hold that the preset misses. Forms as the providers document or issue them. */
export const SECRET_RULES: readonly SecretRule[] = [
  {
    id: 'telegram-bot-token',
    kind: 'Telegram bot token',
    needles: [':AA[A-Za-z0-9_-]{33}'],
    pattern: /(?<![0-9])[0-9]{8,12}:AA[A-Za-z0-9_-]{33}(?![A-Za-z0-9_-])/g,
    examples: () => ({
      match: [`https://api.telegram.org/bot${run('123456789', 10)}:AA${run(ALNUM, 33)}/getMe`],
      pass: [`1234567:AA${run(ALNUM, 33)}`, `${run('123456789', 10)}:AA${run(ALNUM, 30)}`, `key:AA${run(ALNUM, 33)}`],
    }),
  },
  {
    id: 'discord-bot-token',
    kind: 'Discord bot token',
    // The first part is the bot's numeric id in base64, which fixes the class of every character.
    needles: ['[MNO][DTjz][AEIMQUYcgk][wxyz0-5]'.repeat(5)],
    pattern: token('(?<secret>[MNO][A-Za-z0-9]{22,26}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40})'),
    accept: (secret) => decodesTo(secret.slice(0, secret.indexOf('.')), /^[0-9]{17,20}$/),
    examples: () => ({
      match: [`DISCORD_BOT_TOKEN=${base64Url(run('123456789', 18))}.${run(ALNUM, 6)}.${run(ALNUM, 38)}`],
      pass: [
        `${base64Url(run('123456789', 18))}.${run(ALNUM, 5)}.${run(ALNUM, 38)}`,
        `${base64Url('not a snowflake id')}.${run(ALNUM, 6)}.${run(ALNUM, 38)}`,
      ],
    }),
  },
  {
    id: 'discord-webhook',
    kind: 'Discord webhook',
    needles: ['/api/webhooks/[0-9]{17}'],
    pattern: /discord(?:app)?\.com\/api\/webhooks\/[0-9]{17,20}\/(?<secret>[A-Za-z0-9_-]{60,80})(?![A-Za-z0-9_-])/g,
    examples: () => ({
      match: [`https://discord.com/api/webhooks/${run('123456789', 18)}/${run(ALNUM, 68)}`],
      pass: [`https://discord.com/api/webhooks/${run('123456789', 18)}/`, 'https://discord.com/api/webhooks/ID/TOKEN'],
    }),
  },
  {
    id: 'slack-app-token',
    kind: 'Slack app token',
    needles: ['xapp-[0-9]-', 'xoxe[.-]', 'xox[sd]-'],
    pattern: token(
      '(?:xapp-[0-9]-[A-Z0-9]{9,14}-[0-9]{8,16}-[a-f0-9]{64}|xoxe(?:\\.xox[bp])?-[0-9]-[A-Za-z0-9]{100,200}|xoxs-[0-9-]{20,60}[a-f0-9]{32,64})',
    ),
    examples: () => ({
      match: [
        `SLACK_APP_TOKEN=xapp-1-A${run('ABCDEFGH123456789', 10)}-${run('123456789', 13)}-${run(HEX, 64)}`,
        `xoxe-1-${run(ALNUM, 146)}`,
      ],
      pass: ['xapp-1-', 'xapp-1-A0000000000-0000000000000-abc', 'xoxe-1-short'],
    }),
  },
  plain('openrouter-key', 'OpenRouter API key', 'sk-or-v1-', '0-9a-f', 64),
  plain('google-api-key', 'Google API key', 'AIza', '0-9A-Za-z_-', 35),
  plain('google-oauth-secret', 'Google OAuth client secret', 'GOCSPX-', '0-9A-Za-z_-', 28),
  {
    id: 'google-oauth-token',
    kind: 'Google OAuth token',
    needles: ['ya29[.][0-9A-Za-z_-]{20}', '1//0[0-9A-Za-z_-]{40}'],
    pattern: token('(?:ya29\\.(?:[a-z]\\.)?[0-9A-Za-z_-]{20,2000}|1//0[0-9A-Za-z_-]{40,200})'),
    examples: () => ({
      match: [`Authorization: Bearer ya29.${run(ALNUM, 180)}`, `refresh_token=1//0${run(ALNUM, 60)}`],
      pass: ['ya29.', `ya29.${run(ALNUM, 12)}`, '1//0', `see https://example.org/1//0${run(ALNUM, 20)}`],
    }),
  },
  {
    id: 'anthropic-oauth-token',
    kind: 'Anthropic OAuth token',
    needles: ['sk-ant-[osa]'],
    pattern: token('sk-ant-(?:oat|ort|sid|admin)[0-9]{2}-[A-Za-z0-9_-]{40,200}'),
    examples: () => ({
      match: [`CLAUDE_CODE_OAUTH_TOKEN=sk-ant-oat01-${run(ALNUM, 95)}`, `sk-ant-ort01-${run(ALNUM, 95)}`],
      pass: ['sk-ant-oat01-', `sk-ant-oat01-${'x'.repeat(95)}`, `sk-ant-oat01-${run(ALNUM, 20)}`],
    }),
  },
  {
    id: 'openai-key',
    kind: 'OpenAI API key',
    needles: ['sk-proj-[A-Za-z0-9_-]{40}', 'sk-svcacct-[A-Za-z0-9_-]{40}', 'sk-admin-[A-Za-z0-9_-]{40}'],
    pattern: token('sk-(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,250}'),
    examples: () => ({
      match: [`OPENAI_API_KEY=sk-proj-${run(ALNUM, 156)}`, `sk-svcacct-${run(ALNUM, 60)}`],
      pass: ['sk-proj-…', `sk-proj-${run(ALNUM, 30)}`, `sk-proj-${'*'.repeat(60)}`, `task-proj-${run(ALNUM, 60)}`],
    }),
  },
  plain('xai-key', 'xAI API key', 'xai-', 'A-Za-z0-9', 80, 70),
  plain('replicate-token', 'Replicate token', 'r8_', 'A-Za-z0-9', 37),
  {
    id: 'brave-key',
    kind: 'Brave Search API key',
    needles: ['BSA[A-Za-z0-9_-]{27}'],
    // Short and without a separator: base64 is full of it, so a slash or plus beside it speaks against it as well.
    pattern: /(?<![A-Za-z0-9+/_-])BSA[A-Za-z0-9_-]{27,28}(?![A-Za-z0-9+/=_-])/g,
    examples: () => ({
      match: [`BRAVE_API_KEY=BSA${run(ALNUM, 28)}`],
      pass: [`BSA${run(ALNUM, 20)}`, `${run(ALNUM, 40)}BSA${run(ALNUM, 28)}`, `ab/BSA${run(ALNUM, 28)}`],
    }),
  },
  plain('perplexity-key', 'Perplexity API key', 'pplx-', 'A-Za-z0-9', 48, 40),
  plain('deepseek-key', 'DeepSeek API key', 'sk-', '0-9a-f', 32),
  plain('elevenlabs-key', 'ElevenLabs API key', 'sk_', '0-9a-f', 48),
  plain('firecrawl-key', 'Firecrawl API key', 'fc-', '0-9a-f', 32),
  {
    id: 'tavily-key',
    kind: 'Tavily API key',
    needles: ['tvly-[A-Za-z0-9-]{20}'],
    pattern: token('tvly-(?:dev-|prod-)?[A-Za-z0-9-]{20,60}'),
    examples: () => ({
      match: [`tvly-dev-${run(ALNUM, 32)}`, `TAVILY_API_KEY=tvly-${run(ALNUM, 32)}`],
      pass: [`tvly-${run(ALNUM, 10)}`, `tvly-${'x'.repeat(32)}`, 'tvly-YOUR_API_KEY'],
    }),
  },
  plain('nvidia-key', 'NVIDIA API key', 'nvapi-', 'A-Za-z0-9_-', 64, 60),
  {
    id: 'twilio-credential',
    kind: 'Twilio credential',
    needles: ['SK[0-9a-f]{32}', 'AC[0-9a-f]{32}', '[Tt][Ww][Ii][Ll][Ii][Oo]_[Aa][Uu][Tt][Hh]_[Tt][Oo][Kk][Ee][Nn]'],
    pattern:
      /(?:(?<![A-Za-z0-9_-])SK[0-9a-f]{32}|(?<=(?:TWILIO_AUTH_TOKEN|(?<![A-Za-z0-9])AC[0-9a-f]{32}\b[^\n]{0,120}\bauth_?token)["']?\s?[:=]\s?["']?|(?<![A-Za-z0-9])AC[0-9a-f]{32}:)[0-9a-f]{32})(?![A-Za-z0-9_-])/gi,
    accept: (secret) => secret.length === 32 || secret.startsWith('SK'),
    examples: () => ({
      match: [
        `SK${run(HEX, 32)}`,
        `TWILIO_AUTH_TOKEN=${run(HEX, 32)}`,
        `"twilio_auth_token": "${run(HEX, 32)}"`,
        `-u AC${run(HEX, 32)}:${run(HEX, 32)}`,
        `accountSid: "AC${run(HEX, 32)}", authToken: "${run(HEX, 32)}"`,
      ],
      pass: [`sk${run(HEX, 32)}`, `SK${run(HEX, 31)}`, `md5 ${run(HEX, 32)}`, `TASK${run(HEX, 32)}`],
    }),
  },
  {
    id: 'aws-access-key-id',
    kind: 'AWS access key id',
    needles: ['A[KS]IA[A-Z2-7]{16}'],
    pattern: token('A[KS]IA[A-Z2-7]{16}'),
    examples: () => ({
      match: [`AWS_ACCESS_KEY_ID=AKIA${run('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567', 16)}`],
      pass: ['AKIAIOSFODNN7EXAMPLE', `AKIA${run(ALNUM.slice(0, 26), 12)}`, `X${`AKIA${run(ALNUM.slice(0, 26), 16)}`}`],
    }),
  },
  {
    id: 'npm-registry-token',
    kind: 'npm access token',
    needles: ['_authToken='],
    pattern: /_authToken=["']?(?<secret>[A-Za-z0-9._~+/-]{16,2000}={0,2})/g,
    examples: () => ({
      match: [`//npm.example.org/:_authToken=${run(ALNUM, 36)}`],
      pass: ['//npm.example.org/:_authToken=$' + '{NPM_TOKEN}', '_authToken=secret', '_authToken=YOUR_AUTH_TOKEN_HERE'],
    }),
  },
  {
    id: 'private-key-block',
    kind: 'private key (PEM)',
    needles: ['PRIVATE KEY'],
    // Also inside doubly escaped JSON, and without its end: a cut-off key is most of a key.
    pattern:
      /-----BEGIN (?:[A-Z0-9]{1,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----(?<secret>(?:[A-Za-z0-9+/=\s]|\\+[nr]){100,12000})/g,
    accept: (secret) => /^(?:MI|MC4|MHc|b3BlbnNzaC1rZXktdjE|lQ|xc)/.test(secret.replace(/\s|\\+[nr]/g, '')),
    examples: () => {
      const key = (newline: string): string =>
        [`-----BEGIN ${'PRIVATE'} KEY-----`, `MI${run(ALNUM, 62)}`, run(ALNUM, 64), run(ALNUM, 40)].join(newline);
      return {
        match: [key('\n'), key('\\n'), key('\\\\n')],
        pass: [`-----BEGIN ${'PRIVATE'} KEY-----\n...\n`, `-----BEGIN ${'PUBLIC'} KEY-----\nMI${run(ALNUM, 200)}`],
      };
    },
  },
  {
    id: 'json-web-token',
    kind: 'JSON Web Token',
    generic: true,
    needles: [{ text: 'eyJ[A-Za-z0-9_-]{10}', confirm: hasSecondPart }],
    pattern: token('eyJ[A-Za-z0-9_-]{10,2000}\\.eyJ[A-Za-z0-9_-]{10,4000}\\.[A-Za-z0-9_-]{20,2000}'),
    accept: (secret) => decodesTo(secret.slice(0, secret.indexOf('.')), /^\{.*"alg"\s*:/s),
    examples: () => {
      const head = base64Url('{"alg":"HS256","typ":"JWT"}');
      const body = base64Url('{"sub":"1234567890","name":"nobody"}');
      return {
        match: [`token=${head}.${body}.${run(ALNUM, 43)}`],
        pass: [
          `${head}.${body}`,
          `${base64Url('{"not":"a header"}')}.${body}.${run(ALNUM, 43)}`,
          `${head}.${body}.sig`,
        ],
      };
    },
  },
  {
    id: 'bearer-header',
    kind: 'Bearer token in a header',
    generic: true,
    needles: ['[Bb]earer [A-Za-z0-9._~+/-]{20}', '[Bb]earer  [A-Za-z0-9._~+/-]{20}', 'BEARER [A-Za-z0-9._~+/-]{20}'],
    pattern: /(?<![A-Za-z0-9_-])(?:[Bb]earer|BEARER) {1,2}(?<secret>[A-Za-z0-9._~+/-]{20,2000}={0,2})/g,
    // Prose ("bearer authentication-header") has no digit beside its letters.
    accept: (secret) => /[0-9]/.test(secret) && /[A-Za-z]/.test(secret) && !/^[a-z]+(?:[-./_][a-z0-9]+)+$/.test(secret),
    examples: () => ({
      match: [`Authorization: Bearer ${run(ALNUM, 40)}`, `-H 'authorization: bearer ${run(ALNUM, 32)}'`],
      pass: [
        'Bearer authentication',
        'Bearer authentication-and-authorization',
        'Bearer YOUR_TOKEN_GOES_IN_HERE',
        'Bearer $TOKEN',
      ],
    }),
  },
];
