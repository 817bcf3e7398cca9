import type { AuditContext } from '../../src/audit/context.ts';
import { createContext } from '../../src/context/create-context.ts';

/** The context of a made-up home; nothing of this process's own environment gets in. */
export const contextOf = (home: string, env: Record<string, string> = {}): AuditContext =>
  createContext({ env: { HOME: home, ...env }, cwd: home, platform: 'linux' });
