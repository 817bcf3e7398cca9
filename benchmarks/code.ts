import { fileURLToPath } from 'node:url';
import { type Cost, compare, type Measured } from './measure.ts';
import type { Row } from './report.ts';

const MAIN = fileURLToPath(new URL('code-main.ts', import.meta.url));
const PLUGINS = 100;

type Result = { readonly files: number; readonly bytes: number; readonly seconds: number };

/** The code scan of `--deep` on one thread and on two; the same files, every planted hit found. */
export const benchCode = async (scale: number, rounds: number): Promise<Row[]> => {
  const plugins = Math.max(1, Math.round(PLUGINS * scale));
  const outputs: Cost[] = [];
  const contender = (threads: number) => ({
    name: `code scan, ${threads} thread${threads === 1 ? '' : 's'}`,
    command: [process.execPath, MAIN, String(plugins), String(threads)],
    count: (cost: Cost) => {
      outputs.push(cost);
      return (JSON.parse(cost.stdout) as Result).files;
    },
  });
  const [one, two] = (await compare([contender(1), contender(2)], rounds)) as [Measured, Measured];
  const { files, bytes, seconds } = JSON.parse((outputs.at(-1) as Cost).stdout) as Result;
  const label = `code of ${plugins} plugins, ${files} files, ${(bytes / seconds / 1e6).toFixed(1)} MB/s: two threads against one`;
  return [{ label, value: two.wallSeconds / one.wallSeconds, bar: 1, aim: 0.75, unit: '×', costs: [two, one] }];
};
