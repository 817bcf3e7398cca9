// The contender that a plain implementation would be: fast-glob down to every file, with stats. Prints its count.
import fastGlob from 'fast-glob';

const stream = fastGlob.stream('**', {
  cwd: process.argv[2] as string,
  dot: true,
  stats: true,
  followSymbolicLinks: false,
  unique: false,
});
let loose = 0;
for await (const entry of stream as unknown as AsyncIterable<{ stats: { mode: number } }>) {
  if ((entry.stats.mode & 0o077) !== 0) loose++;
}
process.stdout.write(`${loose}\n`);
