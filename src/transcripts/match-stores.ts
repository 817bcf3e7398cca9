import path from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { filledTextAt } from '../context/config-reader.ts';
import { absolutePath } from '../context/home.ts';
import { type FileRef, pathOf } from './file-ref.ts';
import type { StoreNames } from './session-store.ts';
import { addSample, type Sampled } from './summary.ts';

/** Transcripts without a store entry, and store entries without a transcript. */
export type StoreMatches = { readonly orphans: Sampled; readonly missing: Sampled; readonly notes: string[] };

/** Sees an agent's transcripts one by one, and is told when that was all. */
export type StoreMatcher = { readonly see: (file: FileRef) => void; readonly finish: () => void };

/** Where an agent's session store is, and whether other agents share it. */
export const storeOf = (
  context: AuditContext,
  agent: string,
): { readonly file: string; readonly isShared: boolean } => {
  const { stateDir, home, cwd } = context.paths;
  const configured = filledTextAt(context.config.value, 'session.store');
  if (configured === undefined) {
    return { file: path.join(stateDir, 'agents', agent, 'sessions', 'sessions.json'), isShared: false };
  }
  const file = absolutePath(configured.replaceAll('{agentId}', agent), home, cwd);
  return { file, isShared: !configured.includes('{agentId}') };
};

/** Compares one agent's transcripts, shown one by one, with its store. Holds the store's names only. */
export const createStoreMatcher = (
  matches: StoreMatches,
  directory: string,
  store: { readonly file: string; readonly isShared: boolean },
  read: StoreNames,
): StoreMatcher => {
  if ('problem' in read) {
    matches.notes.push(`${store.file}: not compared with the transcripts, as ${read.problem}`);
    return { see: () => {}, finish: () => {} };
  }
  const open = new Set(read.names);
  return {
    see: (file) => {
      if (file.directory !== directory || !file.name.endsWith('.jsonl')) return;
      if (!open.delete(file.name)) addSample(matches.orphans, 1, [pathOf(file)]);
    },
    finish: () => {
      if (store.isShared || open.size === 0) return;
      const samples = [...open].sort().slice(0, 5);
      addSample(
        matches.missing,
        open.size,
        samples.map((name) => path.join(directory, name)),
      );
    },
  };
};
