import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import type { BatchRunner } from './batch-runner.ts';
import { agentFiles, type Discovery, findAgents, otherFiles } from './find-files.ts';
import { createStoreMatcher, type StoreMatcher, type StoreMatches, storeOf } from './match-stores.ts';

/** The matcher of one agent's store sees its files on their way. */
function* seen(discoveries: Iterable<Discovery>, matcher: StoreMatcher): Generator<Discovery> {
  for (const found of discoveries) {
    if (found.kind === 'file') matcher.see(found.file);
    yield found;
  }
  matcher.finish();
}

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
): AsyncGenerator<Iterable<Discovery>> {
  const { agents, notes } = findAgents(context.paths.stateDir);
  yield notes.map((note) => ({ kind: 'note', note }));
  const outside = new Set<string>();
  for (const agent of agents) {
    const sessions = path.join(context.paths.stateDir, 'agents', agent, 'sessions');
    const store = storeOf(context, agent);
    if (!store.file.startsWith(sessions + path.sep)) outside.add(store.file);
    const matcher = createStoreMatcher(stores, sessions, store, await runner.store(store.file));
    yield seen(agentFiles(context.paths.stateDir, agent), matcher);
  }
  yield [...outside].map((file) => ({
    kind: 'file',
    file: { directory: path.dirname(file), name: path.basename(file), agent: undefined },
  }));
  yield otherFiles(context, logDirectories);
}
