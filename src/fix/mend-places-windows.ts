import { lstatSync } from 'node:fs';
import { errnoOf } from '../platform/errno.ts';
import { wrongType } from '../platform/safe-chmod.ts';
import { type Command, isPlainPath, parseWhoami, protectCommands, whoamiCommand } from '../platform/windows-acl.ts';
import type { FixTarget } from './fix-targets.ts';

/** One named place on Windows and what became of it: the original's form (spec CR 4.1, `fix.actions`). */
export type IcaclsAction = {
  readonly kind: 'icacls';
  readonly path: string;
  /** What was run, for reading; it is run without a shell. */
  readonly command: string;
  readonly ok: boolean;
  readonly skipped?: string;
  readonly error?: string;
};

/** Runs a program: its output, or the system's error name, or "exit N". */
export type RunProgram = (command: Command) => { readonly output: string } | { readonly error: string };

const asText = ({ program, args }: Command): string => [program, ...args].map((word) => `"${word}"`).join(' ');

const whyNot = ({ path, type }: FixTarget): { skipped: string } | { error: string } | undefined => {
  try {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    if (stats === undefined) return { skipped: 'missing' };
    const wrong = wrongType(stats, type);
    return wrong === undefined ? undefined : { skipped: wrong };
  } catch (error) {
    return { error: errnoOf(error) };
  }
};

const protect = (target: FixTarget, commands: readonly Command[], run: RunProgram, dryRun: boolean): IcaclsAction => {
  const action = { kind: 'icacls', path: target.path, command: commands.map(asText).join(' && '), ok: false } as const;
  const reason = whyNot(target);
  if (reason !== undefined) return { ...action, ...reason };
  if (dryRun) return { ...action, skipped: 'preview' };
  for (const command of commands) {
    const result = run(command);
    if ('error' in result) return { ...action, error: result.error };
  }
  return { ...action, ok: true };
};

/** Gives every named place to its user, the system and the administrators alone. `systemRoot` is the Windows directory. */
export const mendPlacesOnWindows = (
  targets: readonly FixTarget[],
  systemRoot: string,
  run: RunProgram,
  dryRun: boolean,
): IcaclsAction[] => {
  const whoami = run(whoamiCommand(systemRoot));
  const sid = 'output' in whoami ? parseWhoami(whoami.output) : undefined;
  return targets.map((target) => {
    const nothing = { kind: 'icacls', path: target.path, command: '', ok: false } as const;
    if (sid === undefined) return { ...nothing, skipped: 'missing-user' };
    if (!isPlainPath(target.path)) return { ...nothing, error: 'BAD_PATH' };
    const commands = protectCommands(systemRoot, target.path, sid, target.type === 'directory');
    return protect(target, commands, run, dryRun);
  });
};
