import { type Behaviour, PERSISTS, RUNS_BY_DEBUGGER, WIPES } from './behaviour.ts';
import type { Evaluator } from './evaluate.ts';
import { argumentsOf, type Node } from './node.ts';
import {
  DEBUGGER_PATH,
  DEBUGGER_RUNS,
  FILE_WRITE_PATH,
  REMOVE_PATH,
  START_FILE,
  WHOLE_DISK,
  WHOLE_HOME,
} from './sinks.ts';
import { constantParts } from './sources.ts';

/** Does a file name, whole or in the parts it is put together from, say that it is one of these? */
const isStartFile = (file: Node, evaluator: Evaluator): boolean =>
  [...evaluator.textsOf(file), ...constantParts(file, evaluator)].some((name) => START_FILE.test(name));

const isEverything = (folder: Node, evaluator: Evaluator): boolean =>
  evaluator.pathsOf(folder).some((path) => WHOLE_HOME.test(path)) ||
  evaluator.textsOf(folder).some((name) => WHOLE_DISK.test(name));

/** What a call does to the machine, where its first argument says that it is harm. */
export const judgeEffect = (call: Node, paths: readonly string[], evaluator: Evaluator): Behaviour | undefined => {
  const given = argumentsOf(call);
  const is = (pattern: RegExp): boolean => paths.some((path) => pattern.test(path));
  if (is(REMOVE_PATH) && given.slice(0, 1).some((folder) => isEverything(folder, evaluator))) return WIPES;
  if (is(FILE_WRITE_PATH) && given.slice(0, 2).some((file) => isStartFile(file, evaluator))) return PERSISTS;
  const commands = is(DEBUGGER_PATH) ? given.slice(0, 1).flatMap((command) => evaluator.textsOf(command)) : [];
  return commands.some((command) => DEBUGGER_RUNS.test(command)) ? RUNS_BY_DEBUGGER : undefined;
};
