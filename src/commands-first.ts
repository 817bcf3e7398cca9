/** Flags that OpenClaw takes before the command words too; `true` where a value follows. */
const GLOBAL_FLAGS: Readonly<Record<string, boolean>> = { '--profile': true, '--dev': false };

/**
 * Puts the command words first: `--profile work security audit` means the same as `security audit --profile work`, so that a
 * script may swap `openclaw` for `openclaw-security` and nothing else.
 */
export const commandFirst = (args: readonly string[]): string[] => {
  let split = 0;
  for (;;) {
    const name = args[split]?.split('=')[0] ?? '';
    if (!Object.hasOwn(GLOBAL_FLAGS, name)) break;
    split += GLOBAL_FLAGS[name] && !args[split]?.includes('=') ? 2 : 1;
  }
  return split === 0 ? [...args] : [...args.slice(split), ...args.slice(0, split)];
};

/** Plugins for a command line. Registered for all, completion would make every start a twentieth slower. */
export const pluginsFor = ([command = '']: readonly string[]): string[] =>
  command === 'autocomplete' || command.startsWith('autocomplete:') ? ['@oclif/plugin-autocomplete'] : [];
