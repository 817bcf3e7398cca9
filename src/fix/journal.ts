import { closeSync, fdatasyncSync, writeSync } from 'node:fs';
import type { ExpectedEntry } from '../platform/safe-chmod.ts';
import type { ConfigJournalEntry } from './apply-config-fixes.ts';
import { createJournalFile, discardJournal, type JournalPlace } from './journal-folder.ts';

export const JOURNAL_VERSION = 1;

/** A mode that is about to be changed. */
export type ModeEntry = {
  readonly name: string;
  readonly type: 'file' | 'directory';
  readonly ino: number;
  readonly uid: number;
  readonly oldMode: number;
  readonly newMode: number;
};

/**
 * The lines of a journal. What is about to happen is written first, so that a fix that is killed leaves nothing unknown; an
 * undo restores only what it finds in the new state. `block` names the directory of the `mode` lines behind it, `left` ends
 * them with those that were not changed after all.
 */
export type JournalLine =
  | { readonly kind: 'start'; readonly version: number; readonly stateDir: string; readonly startedAt: string }
  | ({ readonly kind: 'config' } & ConfigJournalEntry)
  | { readonly kind: 'block'; readonly directory: string }
  | {
      readonly kind: 'mode';
      readonly entry: readonly [
        name: string,
        type: 'f' | 'd',
        ino: number,
        uid: number,
        oldMode: string,
        newMode: string,
      ];
    }
  | { readonly kind: 'left'; readonly names: readonly string[] };

const BUFFER_BYTES = 64 * 1024;
/** A disk sync can cost more than a thousand changes: there is one at most this often, and one at the end. */
const SYNC_EVERY_MS = 1000;
/** One file of a journal: 0600, created with its first line, written in blocks. One writer each. */
export class Journal {
  readonly #place: JournalPlace;
  readonly #name: string;
  #descriptor: number | undefined;
  #waiting: string[] = [];
  #bytes = 0;
  #syncedAt = 0;
  #dirty = false;
  #failure: unknown;

  constructor(place: JournalPlace, name: string) {
    this.#place = place;
    this.#name = name;
  }

  /** True once something was written. */
  get isUsed(): boolean {
    return this.#descriptor !== undefined;
  }

  /** Adds a line. It is in the file after `flush`. */
  add(line: JournalLine): void {
    this.#push(`${JSON.stringify(line)}\n`);
  }

  /** Adds the line of a mode that is about to be changed. There can be a million of them: written out by hand. */
  addMode(name: string, expected: ExpectedEntry, newMode: number): void {
    const { type, ino, uid, mode } = expected;
    const letter = type === 'file' ? 'f' : 'd';
    this.#push(
      `{"kind":"mode","entry":[${JSON.stringify(name)},"${letter}",${ino},${uid},"${mode.toString(8)}","${newMode.toString(8)}"]}\n`,
    );
  }

  #push(text: string): void {
    this.#waiting.push(text);
    this.#bytes += text.length;
    if (this.#bytes > BUFFER_BYTES) this.flush();
  }

  /** Hands everything to the system: it survives a kill now. */
  flush(): void {
    if (this.#waiting.length === 0) return;
    try {
      this.#write();
    } catch (error) {
      this.#failure = error;
      throw error;
    } finally {
      this.#waiting = [];
      this.#bytes = 0;
    }
    this.#dirty = true;
    if (performance.now() - this.#syncedAt > SYNC_EVERY_MS) this.sync();
  }

  /** Everything so far is on the disk when this returns: it survives a power cut. */
  sync(): void {
    this.flush();
    if (this.#descriptor === undefined || !this.#dirty) return;
    fdatasyncSync(this.#descriptor);
    this.#dirty = false;
    this.#syncedAt = performance.now();
  }

  close(): void {
    this.sync();
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
  }

  #write(): void {
    // A line that was cut off stays the last one: nothing is written behind it.
    if (this.#failure !== undefined) throw this.#failure;
    const isFirst = this.#descriptor === undefined;
    try {
      const descriptor = this.#descriptor ?? this.#create();
      this.#descriptor = descriptor;
      const bytes = Buffer.from(this.#waiting.join(''), 'utf8');
      for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
    } catch (error) {
      if (isFirst) this.#discard();
      throw error;
    }
  }

  /** Nothing was changed yet: lines come before what they tell. */
  #discard(): void {
    const isMade = this.#descriptor !== undefined;
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    discardJournal(this.#place, isMade ? this.#name : undefined);
  }

  #create(): number {
    const { stateDir, startedAt } = this.#place;
    const descriptor = createJournalFile(this.#place, this.#name);
    const start: JournalLine = { kind: 'start', version: JOURNAL_VERSION, stateDir, startedAt };
    this.#waiting.unshift(`${JSON.stringify(start)}\n`);
    return descriptor;
  }
}
