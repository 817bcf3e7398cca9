/** Flags that OpenClaw takes before and between the command words too; `true` where a value follows. */
const GLOBAL_FLAGS: Readonly<Record<string, boolean>> = { '--profile': true, '--dev': false, '--no-color': false };

/** `help security audit` and `security help audit`, as OpenClaw takes them: `security audit --help`. */
const withHelpFlag = (args: string[]): string[] => {
  const at = args[0] === 'security' ? 1 : 0;
  return args[at] === 'help' ? [...args.toSpliced(at, 1), '--help'] : args;
};

/**
 * Puts the command words first: `--profile work security audit` and `security --profile work audit` mean the same as
 * `security audit --profile work`, so that a script may swap `openclaw` for `openclaw-security` and nothing else.
 */
export const commandFirst = (args: readonly string[]): string[] => {
  const words: string[] = [];
  const flags: string[] = [];
  let next = 0;
  for (let arg = args[0]; arg !== undefined; arg = args[next]) {
    const name = arg.split('=')[0] as string;
    const isGlobal = Object.hasOwn(GLOBAL_FLAGS, name);
    if (!isGlobal && arg.startsWith('-')) break;
    const length = isGlobal && GLOBAL_FLAGS[name] && !arg.includes('=') ? 2 : 1;
    (isGlobal ? flags : words).push(...args.slice(next, next + length));
    next += length;
  }
  return withHelpFlag([...words, ...flags, ...args.slice(next)]);
};

/** Plugins for a command line. Registered for all, completion would make every start a twentieth slower. */
export const pluginsFor = ([command = '']: readonly string[]): string[] =>
  command === 'autocomplete' || command.startsWith('autocomplete:') ? ['@oclif/plugin-autocomplete'] : [];
