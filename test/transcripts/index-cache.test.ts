import {
  appendFileSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import test, { type ExecutionContext } from 'ava';
import fc from 'fast-check';
import { createContext } from '../../src/context/create-context.ts';
import {
  auditTranscripts,
  type TranscriptAudit,
  type TranscriptOptions,
} from '../../src/transcripts/audit-transcripts.ts';
import { createFinder, encodeRecord, type KnownFile, tabulate } from '../../src/transcripts/index-records.ts';
import { makeHome, modeOf } from '../helpers/home.ts';
import { deepSeekKey, gatewayToken, message, openRouterKey, telegramToken } from './made-up.ts';

const S = '.openclaw/agents/main/sessions';
const INDEX = '.openclaw/security-audit/transcripts.index';

const audit = (home: string, options: TranscriptOptions = {}): Promise<TranscriptAudit> =>
  auditTranscripts(createContext({ env: { HOME: home } }), { threads: 1, logDirectories: [], ...options });

/** What the audit says must not depend on what it remembers. */
const assertLikeFresh = async (t: ExecutionContext, home: string, cached: TranscriptAudit): Promise<void> => {
  const fresh = await audit(home, { cache: false });
  t.deepEqual(cached.findings, fresh.findings);
  t.deepEqual(cached.coverage, fresh.coverage);
  t.is(cached.stats.bytes, fresh.stats.bytes);
  t.is(cached.stats.lines, fresh.stats.lines);
};

/** A home with three transcripts, one of them with a secret, audited once. */
const audited = async (t: ExecutionContext): Promise<{ home: string; file: string; key: string }> => {
  const key = openRouterKey();
  const home = makeHome(t, {
    [`${S}/a.jsonl`]: { text: message('a') + message(key) + message('c').repeat(400) },
    [`${S}/b.jsonl`]: { text: message('b') },
    [`${S}/c.jsonl`]: { text: `torn\n${message('b')}` },
  });
  const first = await audit(home);
  t.false(first.stats.indexUsed);
  t.is(first.stats.bytesRead, first.stats.bytes);
  return { home, file: path.join(home, S, 'a.jsonl'), key };
};

test('what has not changed is not read again', async (t) => {
  const { home } = await audited(t);
  const second = await audit(home);
  t.true(second.stats.indexUsed);
  t.is(second.stats.bytesRead, 0);
  t.is(second.stats.files, 3);
  await assertLikeFresh(t, home, second);
});

test('threads use the index too', async (t) => {
  const entries = Array.from(
    { length: 5_000 },
    (_, index) => [`${S}/${index}.jsonl`, { text: message(`${index}`) }] as const,
  );
  const big = makeHome(t, Object.fromEntries(entries));
  await audit(big, { threads: 2 });
  const second = await audit(big, { threads: 2 });
  t.is(second.stats.bytesRead, 0);
  t.is(second.stats.files, 5_000);
});

test('of what was appended to, only the end is read', async (t) => {
  const { home, file, key } = await audited(t);
  const more = message('new') + message(key);
  appendFileSync(file, more);
  const second = await audit(home);
  t.is(second.stats.bytesRead, more.length);
  await assertLikeFresh(t, home, second);
});

test('an unfinished last line is read again until it is finished', async (t) => {
  const { home, file, key } = await audited(t);
  const half = `{"text":"${key}`;
  appendFileSync(file, half);
  t.is((await audit(home)).stats.bytesRead, half.length);
  const again = await audit(home);
  t.is(again.stats.bytesRead, half.length);
  await assertLikeFresh(t, home, again);
  appendFileSync(file, '"}\n');
  const finished = await audit(home);
  t.is(finished.stats.bytesRead, half.length + 3);
  await assertLikeFresh(t, home, finished);
  t.is((await audit(home)).stats.bytesRead, 0);
});

test('a file that was written anew is read whole', async (t) => {
  const { home, file, key } = await audited(t);
  const scrubbed = readFileSync(file, 'utf8').replace(key, 'x'.repeat(key.length));
  const rewritten: Readonly<Record<string, () => void>> = {
    'in place, as long as before': () => writeFileSync(file, scrubbed),
    'in place, longer, with another beginning': () => writeFileSync(file, message('first') + scrubbed),
    'in place, shorter': () => writeFileSync(file, message('short')),
    'cut off': () => truncateSync(file, 200),
    'as a new file in its place': () => {
      writeFileSync(`${file}.new`, scrubbed);
      renameSync(`${file}.new`, file);
    },
  };
  for (const [way, rewrite] of Object.entries(rewritten)) {
    writeFileSync(file, message('a') + message(key) + message('c').repeat(400));
    await audit(home);
    rewrite();
    utimesSync(file, new Date(), new Date(Date.now() + 5_000));
    const second = await audit(home);
    t.true(second.stats.bytesRead >= statSync(file).size, way);
    await assertLikeFresh(t, home, second);
  }
});

test('a changed mode alone does not make a file be read again', async (t) => {
  const { home, file } = await audited(t);
  chmodSync(file, 0o640);
  t.is((await audit(home)).stats.bytesRead, 0);
});

test('a new secret of this host makes everything be read again; one that a provider renews does not', async (t) => {
  const { home } = await audited(t);
  const store = (access: string): void =>
    writeFileSync(
      path.join(home, '.openclaw/agents/main/agent/auth.json'),
      JSON.stringify({ anthropic: { type: 'oauth', access } }),
    );
  const token = gatewayToken();
  writeFileSync(path.join(home, '.openclaw/openclaw.json'), JSON.stringify({ gateway: { auth: { token } } }));
  const changed = await audit(home);
  t.false(changed.stats.indexUsed);
  t.is(changed.stats.bytesRead, changed.stats.bytes);
  t.is((await audit(home)).stats.bytesRead, 0);

  const directory = path.join(home, '.openclaw/agents/main/agent');
  mkdirSync(directory);
  store(gatewayToken());
  t.is((await audit(home)).stats.bytesRead, 0);
  store(gatewayToken());
  t.is((await audit(home)).stats.bytesRead, 0);
});

test('a secret that was renewed meanwhile is no longer said to be in use', async (t) => {
  const [old, fresh] = [gatewayToken(), gatewayToken()];
  const auth = (access: string) => ({ anthropic: { type: 'oauth', access } });
  const home = makeHome(t, {
    '.openclaw/agents/main/agent/auth.json': { json: auth(old) },
    [`${S}/a.jsonl`]: { text: message(`it is ${old}`) },
  });
  t.is((await audit(home)).findings[0]?.severity, 'critical');
  writeFileSync(path.join(home, '.openclaw/agents/main/agent/auth.json'), JSON.stringify(auth(fresh)));
  const second = await audit(home);
  t.is(second.findings[0]?.checkId, 'sessions.orphan_transcripts');
  await assertLikeFresh(t, home, second);
});

test('the index holds no secret, and nobody else can read it', async (t) => {
  const secrets = [openRouterKey(), telegramToken(), deepSeekKey(), gatewayToken()];
  const password = 'tulip-mania-1637';
  const home = makeHome(t, {
    '.openclaw/openclaw.json': { json: { gateway: { auth: { token: secrets[3], password } } } },
    [`${S}/a.jsonl`]: { text: [...secrets, password].map((secret) => message(secret as string)).join('') },
    [`${S}/b.jsonl`]: { text: secrets.map(message).join('') },
  });
  const { findings } = await audit(home);
  t.is(findings.filter(({ checkId }) => checkId === 'sessions.secrets_in_transcripts').length, 5);
  const index = readFileSync(path.join(home, INDEX)).toString('latin1');
  for (const secret of [...secrets, password]) {
    for (let at = 0; at + 8 <= secret.length; at++) t.false(index.includes(secret.slice(at, at + 8)));
    t.false(index.includes(Buffer.from(secret).toString('hex').slice(0, 16)));
  }
  t.is(modeOf(path.join(home, INDEX)), 0o600);
  t.is(modeOf(path.dirname(path.join(home, INDEX))), 0o700);
  t.deepEqual(readdirSync(path.dirname(path.join(home, INDEX))), ['transcripts.index']);
  // What could be guessed is not in it, so that file is read again.
  t.is((await audit(home)).stats.bytesRead, statSync(path.join(home, S, 'a.jsonl')).size);
});

test('with cache: false nothing is written', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('a') } });
  await audit(home, { cache: false });
  t.false(existsSync(path.dirname(path.join(home, INDEX))));
});

test('a host without transcripts gets no index', async (t) => {
  const home = makeHome(t, { '.openclaw': { dir: true } });
  await audit(home);
  t.deepEqual(readdirSync(path.join(home, '.openclaw')), []);
});

test('a damaged index is not used, is said, and is replaced', async (t) => {
  const { home } = await audited(t);
  const index = path.join(home, INDEX);
  const good = readFileSync(index);
  const damages: Record<string, Buffer> = {
    empty: Buffer.alloc(0),
    'cut off': good.subarray(0, good.length - 50),
    'one byte more': Buffer.concat([good, Buffer.alloc(1)]),
    garbage: Buffer.alloc(5_000, 0x7b),
    'a huge header': Buffer.concat([good.subarray(0, 8), Buffer.alloc(8, 0xff), good.subarray(16)]),
  };
  for (let at = 0; at < good.length - 8; at += 97) {
    const flipped = Buffer.from(good);
    flipped[at] = (flipped[at] as number) ^ 0x10;
    damages[`byte ${at} flipped`] = flipped;
  }
  for (const [damage, bytes] of Object.entries(damages)) {
    writeFileSync(index, bytes);
    const second = await audit(home);
    t.false(second.stats.indexUsed, damage);
    t.deepEqual(
      second.stats.indexNotes,
      ['The transcript index was not used, as it is damaged: everything was read.'],
      damage,
    );
    t.true((await audit(home)).stats.indexUsed, damage);
  }
});

test('an index that somebody else could have written is not believed', async (t) => {
  const { home } = await audited(t);
  const index = path.join(home, INDEX);
  chmodSync(index, 0o660);
  t.regex((await audit(home)).stats.indexNotes.join(), /as others can write it/);
  t.is(modeOf(index), 0o600);

  renameSync(index, `${index}.real`);
  symlinkSync(`${index}.real`, index);
  t.regex((await audit(home)).stats.indexNotes.join(), /cannot be read \(ELOOP\)/);

  if (process.getuid?.() !== 0) return;
  chownSync(index, 65534, 65534);
  t.regex((await audit(home)).stats.indexNotes.join(), /it belongs to another user/);
});

test('a link or a foreign directory in the index’s place is not written through', async (t) => {
  const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('a') }, elsewhere: { dir: true } });
  const directory = path.dirname(path.join(home, INDEX));
  symlinkSync(path.join(home, 'elsewhere'), directory);
  const linked = await audit(home);
  t.regex(linked.stats.indexNotes.join(), /not kept, as security-audit cannot be made \((?:ELOOP|ENOTDIR)\)/);
  t.deepEqual(readdirSync(path.join(home, 'elsewhere')), []);

  rmSync(directory);
  mkdirSync(directory);
  chmodSync(directory, 0o777);
  t.regex(
    (await audit(home)).stats.indexNotes.join(),
    /security-audit belongs to another user, or others can write in it/,
  );
  t.deepEqual(readdirSync(directory), []);
});

test('what root keeps in somebody else’s state directory is theirs', async (t) => {
  if (process.getuid?.() !== 0) return t.pass('only root can make files for somebody else');
  const { home } = await audited(t);
  rmSync(path.join(home, '.openclaw/security-audit'), { recursive: true });
  for (const name of readdirSync(home, { recursive: true, encoding: 'utf8' }))
    chownSync(path.join(home, name), 65534, 65534);
  await audit(home);
  for (const place of [INDEX, path.dirname(INDEX)]) t.is(statSync(path.join(home, place)).uid, 65534);
  const second = await audit(home);
  t.true(second.stats.indexUsed);
  t.deepEqual(second.stats.indexNotes, []);
});

test('an interrupted run leaves the index as it was', async (t) => {
  const { home, file } = await audited(t);
  const before = readFileSync(path.join(home, INDEX));
  appendFileSync(file, message('more'));
  await audit(home, { signal: AbortSignal.abort() });
  t.deepEqual(readFileSync(path.join(home, INDEX)), before);
  t.deepEqual(readdirSync(path.dirname(path.join(home, INDEX))), ['transcripts.index']);
});

test('files that are gone are forgotten', async (t) => {
  const { home, file } = await audited(t);
  const before = statSync(path.join(home, INDEX)).size;
  rmSync(file);
  await audit(home);
  t.true(statSync(path.join(home, INDEX)).size < before);
});

test('whatever happens to transcripts, memory and a fresh look agree', async (t) => {
  const [key, other] = [openRouterKey(), telegramToken()];
  const step = fc.record({
    file: fc.constantFrom('a.jsonl', 'b.jsonl', 'c.jsonl.reset.1'),
    how: fc.constantFrom('append', 'append', 'append', 'rewrite', 'truncate', 'remove', 'rename', 'touch'),
    text: fc.constantFrom(
      message('x'),
      message(key),
      message(other),
      `{"half":"${key}`,
      '"}\n',
      'torn\n',
      '\n',
      message(key.repeat(2)),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { minLength: 2, maxLength: 5 }), async (rounds) => {
      const home = makeHome(t, { [`${S}/a.jsonl`]: { text: message('start').repeat(100) } });
      let clock = Date.now();
      for (const steps of rounds) {
        for (const { file, how, text } of steps) {
          const place = path.join(home, S, file);
          if (how === 'append') appendFileSync(place, text);
          else if (how === 'rewrite') writeFileSync(place, text + message('start').repeat(20));
          else if (how === 'remove') rmSync(place, { force: true });
          else if (existsSync(place)) {
            if (how === 'truncate') truncateSync(place, Math.floor(statSync(place).size / 2));
            if (how === 'rename') renameSync(place, path.join(home, S, 'renamed.jsonl'));
          }
          // Time goes on between two writes: the test must not be faster than the clock of the file system.
          clock += 10_000;
          if (existsSync(place)) utimesSync(place, clock / 1000, clock / 1000);
        }
        await assertLikeFresh(t, home, await audit(home));
      }
    }),
    { numRuns: 15, seed: 3 },
  );
});

test('records come back as they were written', (t) => {
  const whole = fc.nat({ max: 0xffffffff });
  const secret = fc.record({
    kind: fc.constantFrom('one', 'two', 'own/config: x'),
    fingerprint: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 16, maxLength: 16 }),
    count: whole,
    line: whole,
  });
  const file = fc.record({
    identity: fc.record({
      dev: whole,
      ino: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      size: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      mtimeMs: fc.double({ noNaN: true }),
      ctimeMs: fc.double({ noNaN: true }),
    }),
    contentHash: fc.uint8Array({ minLength: 16, maxLength: 16 }),
    state: fc.record({
      offset: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
      lines: whole,
      malformed: whole,
      secrets: fc.array(secret, { maxLength: 4 }),
    }),
  });
  const kinds = ['one', 'two', 'own/config: x'];
  const numbers = new Map(kinds.map((kind, number) => [kind, number]));
  fc.assert(
    fc.property(
      fc.uniqueArray(file, { selector: ({ identity }) => `${identity.dev}:${identity.ino}`, maxLength: 50 }),
      (files: KnownFile[]) => {
        const bytes = Buffer.concat(files.map((one) => encodeRecord(one, numbers)));
        const shared = new SharedArrayBuffer(bytes.length);
        new Uint8Array(shared).set(bytes);
        const table = tabulate(shared, kinds);
        if (table === undefined) return t.fail();
        const find = createFinder(table);
        for (const one of files) {
          const found = find(one.identity.dev, one.identity.ino);
          if (found === undefined) return t.fail();
          const { record, ...known } = found;
          t.deepEqual({ ...known, contentHash: new Uint8Array(known.contentHash) }, one);
          t.true(encodeRecord(one, numbers).equals(record), 'a record can be kept as it is');
        }
        t.is(find(-1, -1), undefined);
      },
    ),
    { seed: 1 },
  );
});
