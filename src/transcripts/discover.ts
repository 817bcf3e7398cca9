import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import type { BatchRunner } from './batch-runner.ts';
import { agentFiles, type Discovery, findAgents, otherFiles } from './find-files.ts';
import { createStoreMatcher, type StoreMatches, storeOf } from './match-stores.ts';

/**
 * Everything to be searched, agent by agent, each compared with its session store on the way; what the comparison says is
 * added to `stores`.
 * @param logDirectories absolute.
 */
export async function* discover(
  context: AuditContext,
  runner: BatchRunner,
  stores: StoreMatches,
  logDirectories: readonly string[],
): AsyncGenerator<Discovery> {
  const { agents, notes } = findAgents(context.paths.stateDir);
  for (const note of notes) yield { kind: 'note', note };
  const outside = new Set<string>();
  for (const agent of agents) {
    const sessions = path.join(context.paths.stateDir, 'agents', agent, 'sessions');
    const store = storeOf(context, agent);
    if (!store.file.startsWith(sessions + path.sep)) outside.add(store.file);
    const matcher = createStoreMatcher(stores, sessions, store, await runner.store(store.file));
    for (const found of agentFiles(context.paths.stateDir, agent)) {
      if (found.kind === 'file') matcher.see(found.file);
      yield found;
    }
    matcher.finish();
  }
  for (const file of outside)
    yield { kind: 'file', file: { directory: path.dirname(file), name: path.basename(file), agent: undefined } };
  yield* otherFiles(context, logDirectories);
}
