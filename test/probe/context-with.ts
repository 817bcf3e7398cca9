import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionContext } from 'ava';
import type { AuditContext } from '../../src/audit/context.ts';
import { createContext } from '../../src/context/create-context.ts';

/** The context of a home of its own with this config; gone when the test ends. */
export const contextWith = (t: ExecutionContext, config: object, env: Record<string, string> = {}): AuditContext => {
  const home = mkdtempSync(join(tmpdir(), 'probe-'));
  t.teardown(() => rmSync(home, { recursive: true }));
  mkdirSync(join(home, '.openclaw'), { mode: 0o700 });
  writeFileSync(join(home, '.openclaw', 'openclaw.json'), JSON.stringify(config), { mode: 0o600 });
  return createContext({ env: { HOME: home, ...env }, cwd: home, platform: 'linux' });
};
