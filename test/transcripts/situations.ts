import { randomBytes } from 'node:crypto';

/** Where secrets turn up in transcripts, by kind: lines of tools, shells and config files, with a made-up secret or a stand-in for one. */
export type Situation = {
  readonly name: string;
  /** What the secret is called by the rules: `secretlint/…` or an id of ours. */
  readonly rule: RegExp;
  readonly text: string;
};

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const of = (alphabet: string, length: number): string =>
  Array.from(randomBytes(length), (byte) => alphabet[byte % alphabet.length]).join('');
const mixed = (length: number): string => `a1B${of(ALNUM, length - 3)}`;
const hex = (length: number): string => randomBytes(length).toString('hex').slice(0, length);
const digits = (length: number): string => `1${of('0123456789', length - 1)}`;
const url64 = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (): string =>
  `${url64({ alg: 'RS256', typ: 'JWT', kid: '1' })}.${url64({ sub: hex(8), exp: 1_900_000_000 })}.${mixed(86)}`;
const discord = (): string => `${Buffer.from(digits(18)).toString('base64url')}.${mixed(6)}.${mixed(38)}`;
const openai = (): string => `sk-${'proj'}-${mixed(74)}T3Blbk${'FJ'}${mixed(74)}`;
const pem = (label: string, newline: string): string =>
  [
    `-----BEGIN ${label}PRIVATE ${'KEY'}-----`,
    `MIIE${mixed(60)}`,
    mixed(64),
    mixed(64),
    `${mixed(30)}==`,
    `-----END ${label}PRIVATE ${'KEY'}-----`,
  ].join(newline);

/** Each holds exactly one secret. */
export const HELD: readonly Situation[] = [
  {
    name: 'Telegram, env dump',
    rule: /^telegram/,
    text: `PATH=/usr/bin\nTELEGRAM_BOT_TOKEN=${digits(10)}:AA${mixed(33)}\nHOME=/root`,
  },
  {
    name: 'Telegram, webhook by curl',
    rule: /^telegram/,
    text: `curl -s https://api.telegram.org/bot${digits(10)}:AA${mixed(33)}/setWebhook?url=https://h`,
  },
  { name: 'Discord, env dump', rule: /^discord-bot/, text: `DISCORD_TOKEN=${discord()}` },
  {
    name: 'Discord, curl header',
    rule: /^discord-bot/,
    text: `curl -H "Authorization: Bot ${discord()}" https://discord.com/api/v10/users/@me`,
  },
  {
    name: 'Slack app, YAML',
    rule: /slack/,
    text: `slack:\n  appToken: xapp-1-A0${of('ABCDEFGHJK', 9)}-${digits(13)}-${hex(64)}\n`,
  },
  {
    name: 'Slack bot, quoted',
    rule: /slack/,
    text: `export SLACK_BOT_TOKEN='xox${'b'}-${digits(12)}-${digits(13)}-${mixed(24)}'`,
  },
  { name: 'OpenRouter, JSON', rule: /^openrouter/, text: `{"apiKey":"sk-${'or-v1'}-${hex(64)}"}` },
  {
    name: 'Google, query of a URL',
    rule: /^google-api/,
    text: `GET https://maps.googleapis.com/maps/api/geocode/json?address=x&key=AI${'za'}Sy${mixed(33)}`,
  },
  { name: 'Google OAuth, Python', rule: /^google-oauth-secret/, text: `client_secret = 'GOC${'SPX'}-${mixed(28)}'` },
  {
    name: 'Google refresh token, JSON',
    rule: /^google-oauth-token/,
    text: `"refresh_token": "1${'//0'}4${mixed(60)}"`,
  },
  {
    name: 'Anthropic key, header',
    rule: /anthropic/,
    text: `curl https://api.anthropic.com/v1/messages -H 'x-api-key: sk-${'ant-api03'}-${mixed(93)}AA'`,
  },
  {
    name: 'Anthropic OAuth, env',
    rule: /anthropic-oauth/,
    text: `CLAUDE_CODE_OAUTH_TOKEN=sk-${'ant-oat01'}-${mixed(93)}AA\n`,
  },
  {
    name: 'OpenAI project key, Bearer',
    rule: /openai/,
    text: `curl https://api.openai.com/v1/models -H "Authorization: Bearer ${openai()}"`,
  },
  { name: 'OpenAI project key, docker', rule: /openai/, text: `docker run -e OPENAI_API_KEY=${openai()} image` },
  { name: 'OpenAI, old form', rule: /openai/, text: `openai.api_key = "sk-${mixed(20)}T3Blbk${'FJ'}${mixed(20)}"` },
  { name: 'xAI', rule: /^xai/, text: `XAI_API_KEY="xai-${mixed(80)}"` },
  { name: 'Groq', rule: /groq/, text: `GROQ_API_KEY: gsk_${mixed(52)}` },
  { name: 'Replicate', rule: /^replicate/, text: `Authorization: Token r8_${mixed(37)}` },
  { name: 'Brave', rule: /^brave/, text: `X-Subscription-Token: BSA${mixed(28)}` },
  { name: 'Perplexity', rule: /^perplexity/, text: `PERPLEXITY_API_KEY=pplx-${mixed(48)};` },
  { name: 'DeepSeek', rule: /^deepseek/, text: `base_url="https://api.deepseek.com", api_key="sk-${hex(32)}"` },
  { name: 'ElevenLabs', rule: /^elevenlabs/, text: `xi-api-key: sk_${hex(48)}` },
  { name: 'Firecrawl', rule: /^firecrawl/, text: `FIRECRAWL_API_KEY=fc-${hex(32)}` },
  { name: 'Tavily', rule: /^tavily/, text: `{"api_key": "tvly-dev-${mixed(32)}", "query": "x"}` },
  { name: 'Twilio, env', rule: /^twilio/, text: `TWILIO_ACCOUNT_SID=AC${hex(32)}\nTWILIO_AUTH_TOKEN=${hex(32)}\n` },
  {
    name: 'Twilio, config key',
    rule: /^twilio/,
    text: `twilio: { accountSid: "AC${hex(32)}", authToken: "${hex(32)}" }`,
  },
  {
    name: 'Twilio, curl user',
    rule: /^twilio/,
    text: `curl -u AC${hex(32)}:${hex(32)} https://api.twilio.com/2010-04-01/Accounts.json`,
  },
  { name: 'JWT, cookie', rule: /^json-web/, text: `Cookie: session=${jwt()}; Path=/` },
  { name: 'JWT, Bearer', rule: /^json-web/, text: `Authorization: Bearer ${jwt()}` },
  {
    name: 'Bearer, HTTP trace',
    rule: /^bearer/,
    text: `> GET /v1/me HTTP/2\n> authorization: Bearer ${mixed(40)}\n> accept: */*`,
  },
  { name: 'Bearer, JSON headers', rule: /^bearer/, text: `{"headers":{"Authorization":"Bearer ${mixed(48)}"}}` },
  { name: 'Bearer, two blanks', rule: /^bearer/, text: `Authorization:  Bearer  ${mixed(40)}` },
  { name: 'PEM, PKCS 8', rule: /private/, text: `$ cat key.pem\n${pem('', '\n')}\n` },
  { name: 'PEM, RSA, in an env file', rule: /private/, text: `KEY="${pem('RSA ', '\\n')}"` },
  { name: 'PEM, carriage returns', rule: /private/, text: pem('EC ', '\r\n') },
  {
    name: 'PEM, as a service account',
    rule: /private/,
    text: JSON.stringify({ type: 'service_account', private_key: pem('', '\n') }),
  },
  { name: 'PEM, indented in YAML', rule: /private/, text: `tls.key: |\n    ${pem('', '\n    ')}\n` },
  { name: 'PEM, encrypted', rule: /private/, text: pem('ENCRYPTED ', '\n') },
  {
    name: 'GitHub, remote URL',
    rule: /github/,
    text: `origin https://x-access-token:gh${'p'}_${mixed(36)}@github.com/a/b.git (fetch)`,
  },
  { name: 'AWS, credentials file', rule: /aws/, text: `[default]\naws_secret_access_key = ${mixed(40)}\n` },
  {
    name: 'database URL',
    rule: /database|basicauth/,
    text: `DATABASE_URL=postgres://app:${mixed(20)}@db.internal.net:5432/app`,
  },
];

/** None of them holds a secret. */
export const NOT_HELD: readonly { readonly name: string; readonly text: string }[] = [
  {
    name: 'variables in a shell',
    text: 'curl -H "Authorization: Bearer $OPENAI_API_KEY" -H "x-api-key: ${ANTHROPIC_API_KEY}" https://h',
  },
  { name: 'variables in code', text: 'headers: { Authorization: `Bearer ${process.env.OPENAI_API_KEY}` }' },
  {
    name: 'stand-ins of a README',
    text: 'OPENAI_API_KEY=sk-proj-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\nANTHROPIC_API_KEY=sk-ant-api03-your-key-here',
  },
  {
    name: 'stand-ins in brackets',
    text: 'TELEGRAM_BOT_TOKEN=<your-telegram-bot-token>\nDISCORD_TOKEN=<token>\nBRAVE_API_KEY=<BSA...>',
  },
  { name: 'the documented Telegram example', text: 'Use the token 123456:ABC-DEF1234ghIkl-zyx57W2v1u123ew11' },
  {
    name: 'masked',
    text: `OPENAI_API_KEY=sk-proj-****************************************AbCd\nAuthorization: Bearer ********************************`,
  },
  { name: 'cut short', text: 'key sk-proj-abc…wxyz, token xoxb-1234…, gsk_… and xai-…' },
  {
    name: 'the documented AWS example',
    text: `aws_access_key_id = AKIA${'IOSFODNN7'}EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`,
  },
  { name: 'an AWS variable', text: 'AWS_SECRET_ACCESS_KEY=${{ secrets.AWS_SECRET_ACCESS_KEY }}' },
  { name: 'hashes', text: `commit ${hex(40)}\nsha256:${hex(64)}\nETag: "${hex(32)}"` },
  { name: 'lock file', text: `"integrity": "sha512-${randomBytes(64).toString('base64')}"` },
  {
    name: 'UUIDs and ids',
    text: 'toolu_01A09q90qw90lq917835lq9 call_abc123 msg_01XFDUDYJgAACzvnptvVoYEL 550e8400-e29b-41d4-a716-446655440000',
  },
  {
    name: 'class names',
    text: 'btn sk-circle sk-folding-cube sk-spinner-three-bounce fc-button-primary-group-default-active-now',
  },
  {
    name: 'public key',
    text: `-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOC${mixed(64)}\n-----END PUBLIC KEY-----`,
  },
  {
    name: 'certificate',
    text: `-----BEGIN CERTIFICATE-----\nMIID${mixed(60)}\n${mixed(64)}\n-----END CERTIFICATE-----`,
  },
  {
    name: 'talk about keys',
    text: 'The file begins with -----BEGIN RSA PRIVATE KEY----- and ends with -----END RSA PRIVATE KEY-----.',
  },
  {
    name: 'code that looks for keys',
    text: "if (text.includes('-----BEGIN PRIVATE KEY-----')) throw new Error('no keys, please');",
  },
  {
    name: 'talk about bearer tokens',
    text: 'Send a bearer authentication header. The bearer of-this-letter-may-pass. Bearer {token}, Bearer <token>, Bearer YOUR_ACCESS_TOKEN_1234.',
  },
  {
    name: 'a JWT cut short',
    text: `token ${url64({ alg: 'HS256' })}... and ${url64({ alg: 'HS256' })}.${url64({ sub: '1' })}`,
  },
  {
    name: 'URLs with a port and a user',
    text: 'postgres://localhost:5432/app http://user@host:8080/ git@github.com:a/b.git postgres://user:password@localhost/db',
  },
  { name: 'Twilio account id alone', text: `AccountSid AC${hex(32)}` },
  { name: 'thinking signature', text: `"thinkingSignature":"${randomBytes(400).toString('base64')}"` },
  { name: 'picture', text: `data:image/png;base64,${randomBytes(600).toString('base64')}` },
];
