import { Command, Errors, type Interfaces } from '@oclif/core';
import { UsageError } from './context/paths.ts';
import { toVisible } from './render/sanitize.ts';
import type { TextOptions } from './render/text/page.ts';
import { suggestion } from './suggestion.ts';

/** As oclif's parser throws them: names of unknown flags; missing arguments, or words that are too many. */
type OclifError = Error & { readonly flags?: readonly string[]; readonly args?: unknown };

/** An internal error of the program (sysexits.h): 1 would claim a finding. */
const EX_SOFTWARE = 70;

/** An empty variable in a script is a mistake there. Taken as a path it would be the folder that one happens to be in. */
const refuseEmpty = (named: Readonly<Record<string, unknown>>): void => {
  for (const [name, value] of Object.entries(named))
    if (value === '' || (Array.isArray(value) && value.includes('')))
      throw new UsageError(`${name} has no value: give one, or leave it out`);
};

const renamed = (values: object, rename: (name: string) => string): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [rename(name), value]));

/** What all commands share: bad usage is one clear line on stderr and exit code 2, never a stack trace. */
export abstract class BaseCommand extends Command {
  /**
   * What the terminal behind stdout can show.
   * @param color what `--color` or `--no-color` says; it goes before the environment
   */
  protected pageOptions(color?: boolean): Required<Pick<TextOptions, 'columns' | 'colour'>> {
    const { stdout, env } = process;
    const forced = env.FORCE_COLOR !== undefined && env.FORCE_COLOR !== '0';
    return {
      columns: stdout.isTTY ? stdout.columns : undefined,
      colour: color ?? (forced || (stdout.isTTY && stdout.hasColors() && !env.NO_COLOR)),
    };
  }

  /** As oclif does it; besides, a flag or argument that is the empty text is bad usage. */
  protected override async parse<
    F extends Record<string, unknown>,
    B extends Record<string, unknown>,
    A extends Record<string, unknown>,
  >(options?: Interfaces.Input<F, B, A>, argv?: string[]): Promise<Interfaces.ParserOutput<F, B, A>> {
    const output = await super.parse(options, argv);
    refuseEmpty(renamed(output.flags, (name) => `--${name}`));
    refuseEmpty(renamed(output.args, (name) => name.toUpperCase()));
    return output;
  }

  protected override async catch(error: OclifError): Promise<void> {
    const line = this.usageLine(error);
    if (line === undefined) throw this.asBug(error);
    process.stderr.write(`${this.config.bin}: ${line}\n`);
    process.exitCode = 2;
  }

  /** Tells a bug of ours in one line; oclif ends the process, and prints the stack where DEBUG asks for it. */
  private asBug(error: OclifError): Error {
    const what = toVisible(`${error.name}: ${error.message}`);
    process.stderr.write(
      `${this.config.bin}: a bug in this program stopped it: ${what}. Please report it, with what DEBUG=oclif:error prints.\n`,
    );
    return Object.assign(error, { skipOclifErrorHandling: true, oclif: { exit: EX_SOFTWARE } });
  }

  /** The one line for a usage error; undefined for anything else. */
  private usageLine(error: OclifError): string | undefined {
    if (error instanceof UsageError) return error.message;
    if (!(error instanceof Errors.CLIError)) return undefined;
    return `${this.mistake(error)} See --help.`;
  }

  /** What oclif's parser did not like, as a sentence. Its errors are known by their members: it exports no classes for them. */
  private mistake({ flags = [], args, message }: OclifError): string {
    const [flag] = flags;
    if (flag !== undefined) {
      const known = Object.entries(this.ctor.flags).flatMap(([name, definition]) =>
        'allowNo' in definition && definition.allowNo ? [`--${name}`, `--no-${name}`] : [`--${name}`],
      );
      const named = flag.startsWith('-') ? flag : `--${flag}`;
      return `there is no flag ${toVisible(named)}.${suggestion(named, known)}`;
    }
    if (Array.isArray(args) && typeof args[0] === 'string') return this.unexpected(args);
    if (Array.isArray(args) && args.length > 0)
      return `${args.map(({ name }: { name: string }) => name.toUpperCase()).join(' and ')} is missing.`;
    const lines = message.split('\n').map((line) => line.trim());
    return this.notInRange(lines) ?? `${toVisible((lines[0] ?? '').replace(/[.\s]+$/, ''))}.`;
  }

  /** A number that is none, or out of its range: "Parsing --threads", and below it what was received. */
  private notInRange([first = '', second = '']: readonly string[]): string | undefined {
    const name = /^Parsing --(\S+)/.exec(first)?.[1];
    if (name === undefined) return undefined;
    const { min, max } = { ...this.ctor.flags[name] } as { readonly min?: number; readonly max?: number };
    const range = [...(min === undefined ? [] : [`from ${min}`]), ...(max === undefined ? [] : [`to ${max}`])].join(
      ' ',
    );
    return `--${name} takes a whole number ${range}, not ${toVisible(/received: (.*)$/.exec(second)?.[1] ?? 'that')}.`;
  }

  /** Words that no argument takes, in the parser's order. */
  private unexpected([first = '', ...others]: readonly string[]): string {
    // `--json=true` comes here as "true"; the name in front of it is gone.
    const switched = this.argv.find((word) => word.startsWith('--') && word.endsWith(`=${first}`))?.split('=')[0];
    if (switched !== undefined) return `${toVisible(switched)} takes no value: leave "=${toVisible(first)}" out.`;
    return `${this.id?.replaceAll(':', ' ')} takes no argument "${toVisible([first, ...others].join(' '))}".`;
  }
}
