import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import type { AuditContext } from '../audit/context.ts';
import { type IndexOwner, loadIndex } from './index-cache.ts';
import type { BatchTask } from './scan-batch.ts';
import { kindsOf, searchDigest } from './search.ts';
import type { OwnSecret } from './secret-match.ts';
import { type IndexWriter, openIndexWriter } from './write-index.ts';

/** One run's use of the index. */
export type IndexSession = {
  /** Keys fingerprints; the same from run to run as long as there is an index. */
  readonly salt: Uint8Array;
  readonly memory: BatchTask['memory'];
  /** True when an earlier run's index is in use. */
  readonly isUsed: boolean;
  /** Keeps records for the next run. The first ones create the index's directory. */
  readonly add: (records: Uint8Array) => void;
  /** Puts the new index in place when `isComplete`, else leaves the old one. Gives everything there is to say. */
  readonly finish: (isComplete: boolean) => readonly string[];
};

const withoutIndex = (): IndexSession => ({
  salt: randomBytes(16),
  memory: undefined,
  isUsed: false,
  add: () => {},
  finish: () => [],
});

/** Root keeps the index for whom it audits; everybody else for themselves. */
const ownerOf = ({ uid, paths }: AuditContext): IndexOwner | undefined => {
  if (uid === undefined) return undefined;
  const state = uid === 0 ? statSync(paths.stateDir, { throwIfNoEntry: false }) : undefined;
  return { uid: state?.uid ?? uid, gid: state?.gid ?? 0 };
};

/**
 * Opens the index of the state directory, or none when `isWanted` is false. An index that cannot be believed, or that was made
 * with other rules or other secrets, is not used, and everything is read.
 */
export const openIndexSession = (context: AuditContext, own: readonly OwnSecret[], isWanted: boolean): IndexSession => {
  if (!isWanted) return withoutIndex();
  const { platform } = context;
  const { stateDir } = context.paths;
  const owner = ownerOf(context);
  const loaded = loadIndex(stateDir, owner);
  const notes: string[] = [];
  if ('problem' in loaded && loaded.problem !== undefined) {
    notes.push(`The transcript index was not used, as ${loaded.problem}: everything was read.`);
  }
  const salt = 'header' in loaded ? Buffer.from(loaded.header.salt, 'hex') : randomBytes(16);
  const header = { salt: salt.toString('hex'), digest: searchDigest(own, salt), kinds: kindsOf(own) };
  const isUsed = 'header' in loaded && loaded.header.digest === header.digest;
  let writer: IndexWriter | string | undefined;
  return {
    salt,
    memory: { known: isUsed ? loaded.known : undefined, kinds: header.kinds },
    isUsed,
    add: (records) => {
      if (records.length === 0) return;
      writer ??= openIndexWriter(stateDir, header, owner, platform);
      if (typeof writer === 'object') writer.add(records);
    },
    finish: (isComplete) => {
      const problem = typeof writer === 'object' && isComplete ? writer.commit() : writer;
      if (typeof writer === 'object' && !isComplete) writer.discard();
      if (typeof problem === 'string') {
        notes.push(`The transcript index was not kept, as ${problem}: the next run reads everything again.`);
      }
      return notes;
    },
  };
};
