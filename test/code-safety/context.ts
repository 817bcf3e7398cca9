import { execFileSync } from 'node:child_process';
import type { AuditContext } from '../../src/audit/context.ts';
import type { Finding } from '../../src/audit/finding.ts';
import { createContext } from '../../src/context/create-context.ts';

/** The context of a made-up home; nothing of this process's own environment gets in. */
export const contextOf = (home: string, env: Record<string, string> = {}): AuditContext =>
  createContext({ env: { HOME: home, ...env }, cwd: home, platform: 'linux' });

const AUDIT = `
  const [audit, create, home] = process.argv.slice(1);
  const { auditCodeSafety } = await import(audit);
  const { createContext } = await import(create);
  const { findings } = await auditCodeSafety(createContext({ env: { HOME: home }, cwd: home }), { threads: 1 });
  console.log(JSON.stringify({ findings }));`;

/** The findings of the code scan as another user, in a process of its own. Needs root. */
export const auditAs = (uid: number, home: string): { findings: Finding[] } => {
  const source = (path: string): string => new URL(`../../src/${path}`, import.meta.url).href;
  const files = [source('code-safety/audit-code-safety.ts'), source('context/create-context.ts'), home];
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', AUDIT, ...files], {
    uid,
    gid: uid,
    encoding: 'utf8',
    env: { PATH: process.env.PATH ?? '', HOME: home },
  });
  return JSON.parse(output);
};
