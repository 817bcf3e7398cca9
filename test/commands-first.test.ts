import test from 'ava';
import { commandFirst } from '../src/commands-first.ts';

/** What is typed, and the order in which it is read. */
const ORDERS = [
  ['security audit --json', 'security audit --json'],
  ['--profile work security audit --json', 'security audit --profile work --json'],
  ['--profile=work security audit', 'security audit --profile=work'],
  ['security --profile work audit --json', 'security audit --profile work --json'],
  ['--dev security --no-color audit --json', 'security audit --dev --no-color --json'],
  ['security audit --json --profile work', 'security audit --json --profile work'],
  ['security audit --json -- --dev', 'security audit --json -- --dev'],
  ['--json security audit', '--json security audit'],
  ['help', '--help'],
  ['help security audit', 'security audit --help'],
  ['security help', 'security --help'],
  ['--dev security help audit', 'security audit --dev --help'],
  ['undo help', 'undo help'],
  ['--profile', '--profile'],
  ['', ''],
] as const;

for (const [typed, read] of ORDERS)
  test(`"${typed}" is read as "${read}"`, (t) => {
    const words = (line: string): string[] => line.split(' ').filter(Boolean);
    t.deepEqual(commandFirst(words(typed)), words(read));
  });
