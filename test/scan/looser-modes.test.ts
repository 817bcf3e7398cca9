import { ok } from 'node:assert/strict';
import { chmodSync, statSync } from 'node:fs';
import path from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type { Severity } from '../../src/audit/severity.ts';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { openHome } from '../helpers/as-user.ts';
import { makeHome } from '../helpers/home.ts';

const RANK: Readonly<Record<Severity, number>> = { info: 1, warn: 2, critical: 3 };

const STATE = '.openclaw';
const MAIN = `${STATE}/agents/main`;

/** Every named place, and some kinds of the tree. */
const PLACES = [
  STATE,
  `${STATE}/openclaw.json`,
  `${STATE}/openclaw.json.bak`,
  `${STATE}/credentials`,
  `${STATE}/credentials/login.json`,
  `${MAIN}/agent/auth-profiles.json`,
  `${MAIN}/sessions/sessions.json`,
  `${MAIN}/sessions`,
  `${MAIN}/sessions/one.jsonl`,
  `${STATE}/extensions/p/index.js`,
  `${STATE}/logs/gateway.log`,
  `${STATE}/notes.txt`,
] as const;

test('a further bit for others never takes a permission finding away, nor makes the worst one milder', async (t) => {
  const home = makeHome(t, {
    ...Object.fromEntries(
      PLACES.filter((place) => /\.\w+$/.test(path.basename(place).slice(1))).map((p) => [p, { text: '{}' }]),
    ),
  });
  openHome(home);
  const judge = async (): Promise<Map<string, number>> => {
    const report = await runAudit(createContext({ env: { HOME: home }, cwd: home, platform: 'linux' }), { threads: 1 });
    const worst = new Map<string, number>();
    for (const { checkId, severity } of report.findings) {
      const kind = /^fs\.(.*)\.perms_/.exec(checkId)?.[1];
      if (kind !== undefined) worst.set(kind, Math.max(worst.get(kind) ?? 0, RANK[severity]));
    }
    return worst;
  };
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 0, max: 0o77 }), { minLength: PLACES.length, maxLength: PLACES.length }),
      fc.nat(PLACES.length - 1),
      fc.nat(5),
      async (modes, which, bit) => {
        PLACES.forEach((place, index) => {
          chmodSync(path.join(home, place), 0o700 | (modes[index] as number));
        });
        const before = await judge();
        const changed = path.join(home, PLACES[which] as string);
        chmodSync(changed, (statSync(changed).mode & 0o777) | (1 << bit));
        const after = await judge();
        for (const [kind, rank] of before) ok((after.get(kind) ?? 0) >= rank, `${kind} became milder by ${changed}`);
      },
    ),
    { numRuns: 150 },
  );
  t.pass();
});
