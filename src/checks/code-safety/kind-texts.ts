import type { CodeUnit } from '../../code-safety/code-unit.ts';

/** How the ids of a kind's rows begin. */
export const idOf = (kind: CodeUnit['kind']): string => `${kind}s.code_safety`;

/** What to do about a hit. */
export const REVIEW: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin:
    'Read the places above. If you cannot tell why the plugin needs them, switch it off and restart the gateway, then delete its folder and its entries under `plugins` in the config.',
  hook: 'Read the places above. If you cannot tell why the hook needs them, switch it off and restart the gateway, then delete it and its entry under `hooks` in the config.',
  skill:
    'Read the places above. If you cannot tell why the skill needs them, switch it off, then delete its folder; agents lose it with their next session.',
};

/** With whose rights the code of a unit runs. */
export const RUNS: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin: 'A plugin runs inside the gateway, with every right and secret the gateway has',
  hook: 'A hook runs inside the gateway, with every right and secret the gateway has',
  skill: 'An agent runs the files of a skill with the rights of its tools',
};

/** A file of an imagined unit, below the state directory. */
export const EXAMPLE_FILES: Readonly<Record<CodeUnit['kind'], string>> = {
  plugin: 'extensions/demo/index.js',
  hook: 'hooks/demo/handler.js',
  skill: 'skills/demo/run.js',
};
