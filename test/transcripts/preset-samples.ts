import fc, { type Arbitrary } from 'fast-check';

/**
 * Generators of what each detector of secretlint's preset finds, from its documented form. Nothing here is a secret: the
 * characters are drawn at run time.
 */
const of = (set: string, min: number, max = min): Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...set), minLength: min, maxLength: max });
const digits = '0123456789';
const hex = `${digits}abcdef`;
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const alpha = `${upper}${upper.toLowerCase()}`;
const alnum = `${alpha}${digits}`;
const url = `${alnum}_-`;
const join = (...parts: (string | Arbitrary<string>)[]): Arbitrary<string> =>
  fc.tuple(...parts.map((part) => (typeof part === 'string' ? fc.constant(part) : part))).map((all) => all.join(''));
const either = (...texts: string[]): Arbitrary<string> => fc.constantFrom(...texts);
const some = <Value>(...choices: Arbitrary<Value>[]): Arbitrary<Value> => fc.oneof(...choices);
const userinfo = join(of(alnum, 3, 40), ':', of(alnum, 8, 40));

export const PRESET_SAMPLES: Readonly<Record<string, Arbitrary<string>>> = {
  aws: join(
    either('AWS_', 'aws_', 'Aws', ''),
    either('SECRET', 'secret', 'Secret'),
    either('_', ''),
    either('ACCESS', 'access', 'Access'),
    either('_', ''),
    either('KEY', 'key', 'Key'),
    either('=', ' = ', '": "', ' => '),
    of(alnum, 40),
  ),
  privatekey: join(
    '-----BEGIN ',
    either('', 'RSA ', 'EC ', 'OPENSSH '),
    'PRIVATE KEY',
    '-----\n',
    either('MI', 'b3BlbnNzaC1rZXktdjE'),
    of(alnum, 120, 400),
    '\n-----END PRIVATE KEY-----',
  ),
  npm: join('npm_', of(alnum, 36)),
  basicauth: join(either('http', 'https', 'ftp', 'ftps'), '://', userinfo, '@db.internal.net/'),
  slack: some(
    join('xox', of('bpaor', 1), '-', of(digits, 10, 12), '-', of(digits, 10, 12), '-', of(alnum, 24)),
    join('https://hooks.slack.com/services/T', of(alnum, 8), '/B', of(alnum, 8), '/', of(alnum, 24)),
    join('HTTPS://HOOKS.SLACK.COM/SERVICES/T', of(alnum, 8), '/B', of(alnum, 8), '/', of(alnum, 24)),
  ),
  sendgrid: join('SG.', of(alnum, 22), '.', of(alnum, 43)),
  shopify: join(either('shppa', 'shpca', 'shpat', 'shpss'), '_', of(hex, 32)),
  stripe: join(either('sk_live', 'sk_test', 'rk_live', 'rk_test'), '_', of(alnum, 24, 99)),
  github: some(
    join('gh', of('pousr', 1), '_', of(alnum, 36)),
    join('github_pat_', of(alnum, 82)),
    join('ghs_', of(digits, 5, 9), '_', of(url, 20, 60), '.', of(url, 40, 200), '.', of(alnum, 43)),
  ),
  gitlab: join('glpat-', of(alnum, 20, 60)),
  grafana: some(join('glc_', of(alnum, 32, 200)), join('glsa_', of(alnum, 32), '_', of(hex, 8))),
  openai: some(
    join('sk-', of(alnum, 20), 'T3BlbkFJ', of(alnum, 20)),
    join('sk-', either('proj', 'svcacct', 'admin'), '-', of(alnum, 74), 'T3BlbkFJ', of(alnum, 74)),
  ),
  anthropic: join('sk-ant-api0', of(digits, 1), '-', of(alnum, 93), 'AA'),
  groq: join('gsk_', of(alnum, 52)),
  huggingface: join('hf_', of(alpha, 34)),
  linear: join('lin_api_', of(alnum, 40)),
  notion: join('ntn_', of(digits, 11), of(alnum, 35)),
  // Ends in `fQ==`: the object's length is one more than a multiple of three.
  '1password': of(alnum, 84, 200).map((text) => {
    const email = text.slice(0, text.length - ((text.length + '{"email":""}'.length - 1) % 3));
    return `ops_${Buffer.from(`{"email":"${email}"}`).toString('base64')}`;
  }),
  'database-connection-string': some(
    join(either('mongodb', 'mongodb+srv', 'MongoDB'), '://', userinfo, '@db.internal/x'),
    join(either('mysql', 'mysqlx', 'jdbc:mysql', 'MYSQL'), '://', userinfo, '@db.internal/x'),
    join(either('postgres', 'postgresql', 'PostgreSQL'), '://', userinfo, '@db.internal/x'),
    // A password with characters that only these rules take, as wide as they take it.
    join('postgres://', fc.constant('ü'.repeat(100)), ':', of(`${alnum}!%é€`, 150, 200), '@db'),
  ),
  'hashicorp-vault': join(
    either('hvs', 'hvb', 'hvr'),
    '.',
    of(alnum, 138).map((text) => text),
    '',
  ).map((text) => (text.startsWith('hvb') ? text : text.slice(0, 4 + 100))),
  vercel: join('vc', of('piark', 1), '_', of(alnum, 24)),
  databricks: join('dapi', of(hex, 32)),
  docker: join('dckr_pat_', of(alnum, 27)),
  figma: join('figd_', of(alnum, 43)),
  cloudflare: join(either('cfk', 'cfut', 'cfat'), '_', of(alnum, 40), of(hex, 8)),
  tailscale: join('tskey-', either('auth', 'api', 'client'), '-', of(alnum, 12), '-', of(alnum, 32)),
};
