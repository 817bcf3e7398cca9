import { Command, Errors } from '@oclif/core';
import { UsageError } from './context/paths.ts';
import type { TextOptions } from './render/text/page.ts';

/** Steps between two words; small numbers are typing mistakes. */
const distance = (from: string, to: string): number => {
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let i = 1; i <= from.length; i++) {
    const next = [i];
    for (let j = 1; j <= to.length; j++) {
      const change = from[i - 1] === to[j - 1] ? 0 : 1;
      next.push(Math.min((row[j] as number) + 1, (next[j - 1] as number) + 1, (row[j - 1] as number) + change));
    }
    row = next;
  }
  return row[to.length] as number;
};

const MOST_TYPOS = 3;

/** " Did you mean --x?" for the nearest name, or nothing. */
export const suggestion = (given: string, known: readonly string[]): string => {
  const [nearest] = known
    .map((name) => ({ name, steps: distance(given, name) }))
    .filter(({ steps }) => steps <= MOST_TYPOS)
    .sort((a, b) => a.steps - b.steps);
  return nearest === undefined ? '' : ` Did you mean ${nearest.name}?`;
};

/** What all commands share: bad usage is one clear line on stderr and exit code 2, never a stack trace. */
export abstract class BaseCommand extends Command {
  /** What the terminal behind stdout can show. */
  protected pageOptions(): Required<Pick<TextOptions, 'columns' | 'colour'>> {
    const { stdout, env } = process;
    const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
    return {
      columns: stdout.isTTY ? stdout.columns : undefined,
      colour: forced || (stdout.isTTY && stdout.hasColors() && !env.NO_COLOR),
    };
  }

  protected override async catch(error: Error & { flags?: readonly string[] }): Promise<void> {
    const line = this.usageLine(error);
    if (line === undefined) throw error;
    process.stderr.write(`${this.config.bin}: ${line}\n`);
    process.exitCode = 2;
  }

  /** The one line for a usage error; undefined for anything else. */
  private usageLine(error: Error & { flags?: readonly string[] }): string | undefined {
    const flag = error.flags?.[0];
    if (error instanceof UsageError) return error.message;
    if (!(error instanceof Errors.CLIError)) return undefined;
    if (flag !== undefined) {
      const known = Object.entries(this.ctor.flags).flatMap(([name, definition]) =>
        'allowNo' in definition && definition.allowNo ? [`--${name}`, `--no-${name}`] : [`--${name}`],
      );
      const named = flag.startsWith('-') ? flag : `--${flag}`;
      return `there is no flag ${named}.${suggestion(named, known)} See --help.`;
    }
    if ('args' in error && Array.isArray(error.args) && error.args.length > 0) {
      return `${error.args.map(({ name }) => String(name).toUpperCase()).join(' and ')} is missing. See --help.`;
    }
    const [first = ''] = error.message.split('\n');
    return `${first.replace(/[.\s]+$/, '')}. See --help.`;
  }
}
