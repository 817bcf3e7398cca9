/**
 * Started by the swap attack, as the owner of the tree: swaps what the fix is about to change for links, hard links, FIFOs and
 * directories, loosens it again, and writes one byte for every hundred swaps.
 */
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2] ?? '';
const agent = join(root, '.openclaw/agents/main');
const sessions = join(agent, 'sessions');
const spare = join(root, 'spare');
const victim = join(root, 'victim/agents/main');

const ignoring = (work: () => void): void => {
  try {
    work();
  } catch {
    // The fix may be anywhere; a swap that does not work out is not the point.
  }
};

const FILES = ['3.jsonl', '17.jsonl', '30.jsonl'];
const fifo = join(spare, 'fifo');
ignoring(() => execFileSync('mkfifo', ['-m', '666', fifo]));

/** Puts something else in a file's place for a moment. */
const swapFile = (name: string, put: (place: string) => void): void => {
  const place = join(sessions, name);
  const kept = join(spare, name);
  ignoring(() => fs.renameSync(place, kept));
  ignoring(() => put(place));
  ignoring(() => fs.rmSync(place, { recursive: true }));
  ignoring(() => fs.renameSync(kept, place));
  ignoring(() => fs.chmodSync(place, 0o666));
};

/** Puts a link to the victim's directory in a directory's place for a moment. */
const swapDirectory = (place: string, target: string, kept: string): void => {
  ignoring(() => fs.renameSync(place, kept));
  ignoring(() => fs.symlinkSync(target, place));
  ignoring(() => fs.unlinkSync(place));
  ignoring(() => fs.renameSync(kept, place));
  ignoring(() => fs.chmodSync(place, 0o777));
};

process.stdout.write('r');
for (let round = 1; ; round += 1) {
  const name = FILES[round % FILES.length] as string;
  const kinds: (() => void)[] = [
    () => swapFile(name, (place) => fs.symlinkSync(join(victim, 'sessions', name), place)),
    () => swapFile(name, (place) => fs.linkSync(join(victim, 'sessions', name), place)),
    () => swapFile(name, (place) => fs.linkSync(fifo, place)),
    () => swapFile(name, (place) => fs.mkdirSync(place, 0o777)),
    () => swapDirectory(sessions, join(victim, 'sessions'), join(spare, 'sessions')),
    () => swapDirectory(agent, victim, join(spare, 'agent')),
    () => swapDirectory(join(root, '.openclaw/agents'), join(root, 'victim/agents'), join(spare, 'agents')),
  ];
  kinds[round % kinds.length]?.();
  if (round % 20 === 0) ignoring(() => fs.chmodSync(join(sessions, `${(round / 20) % 40}.jsonl`), 0o666));
  if (round % 100 === 0) process.stdout.write('.');
}
