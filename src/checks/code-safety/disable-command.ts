import type { CodeUnit } from '../../code-safety/code-unit.ts';

/** Where the config lists the units of a kind (spec: CR 2.8). */
const ENTRIES: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin: 'plugins.entries',
  skill: 'skills.entries',
  hook: 'hooks.internal.entries',
};

/**
 * The command that keeps OpenClaw from loading a unit, and can be taken back. Undefined for a name that is not plain: it is
 * the unit's own word, and would be read as a longer key path or by the shell.
 */
export const disableCommand = ({ kind, name }: CodeUnit): string | undefined =>
  /^[A-Za-z0-9][\w-]{0,63}$/.test(name) ? `openclaw config set ${ENTRIES[kind]}.${name}.enabled false` : undefined;
