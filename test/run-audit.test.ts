import { mkdirSync, writeFileSync } from 'node:fs';
import test from 'ava';
import type { Finding } from '../src/audit/finding.ts';
import { createContext } from '../src/context/create-context.ts';
import { runAudit } from '../src/run-audit.ts';
import { makeHome } from './helpers/home.ts';

const contextAt = (home: string) => createContext({ env: { HOME: home }, cwd: home });

const OPEN = { json: { gateway: { bind: 'lan' } }, mode: 0o600 } as const;

test('what the config tells is told while the state is being scanned; in the end all is told once', async (t) => {
  const home = makeHome(t, { '.openclaw/openclaw.json': OPEN });
  const files = 12_000;
  for (let i = 0; i < files; i++) {
    const sessions = `${home}/.openclaw/agents/${i % 12}/sessions`;
    if (i < 12) mkdirSync(sessions, { recursive: true });
    writeFileSync(`${sessions}/${i}.jsonl`, '', { mode: 0o644 });
  }
  const told: Finding[] = [];
  const seenAt = new Map<string, number>();
  let seen = () => 0;
  const report = await runAudit(contextAt(home), {
    onStart: (count) => {
      seen = count;
    },
    onFindings: (findings) => {
      told.push(...findings);
      for (const { checkId } of findings) seenAt.set(checkId, seen());
    },
  });
  t.true((seenAt.get('gateway.bind_no_auth') ?? files) < files / 2);
  t.true((seenAt.get('fs.transcripts.perms_readable') ?? 0) >= files);
  t.is(told.length, report.findings.length);
  t.deepEqual(new Set(told), new Set(report.findings));
});

test('whoever listens and throws is heard, and a scan that fails as well goes unheard by nobody', async (t) => {
  const unheard: unknown[] = [];
  const listen = (error: unknown) => unheard.push(error);
  process.on('unhandledRejection', listen);
  t.teardown(() => process.off('unhandledRejection', listen));
  const home = makeHome(t, { '.openclaw/openclaw.json': OPEN });
  const fail = (what: string) => () => {
    throw new Error(what);
  };
  await t.throwsAsync(runAudit(contextAt(home), { onStart: fail('scan'), onFindings: fail('listener') }), {
    message: /scan|listener/,
  });
  await new Promise((done) => setTimeout(done, 50));
  t.deepEqual(unheard, []);
});
