import { shellWord } from './audit/shell-quote.ts';

/** The flags that choose an installation, as given. */
export type InstallationFlags = {
  readonly 'state-dir'?: string | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly permissions: 'owner' | 'group';
};

/** The flags that choose the same installation again; undefined when a name in them has no safe spelling. */
const installationWords = (flags: InstallationFlags): string[] | undefined => {
  const { 'state-dir': stateDir, config, profile, dev } = flags;
  const words: string[] = [];
  for (const [flag, value] of Object.entries({ '--state-dir': stateDir, '--config': config, '--profile': profile })) {
    if (value === undefined) continue;
    const word = shellWord(value);
    if (word === undefined) return undefined;
    words.push(flag, word);
  }
  return dev ? [...words, '--dev'] : words;
};

/** The command line that mends what an audit with these flags found; undefined when a name in it has no safe spelling. */
export const fixCommandFor = (bin: string, flags: InstallationFlags): string | undefined => {
  const words = installationWords(flags);
  const policy = flags.permissions === 'owner' ? [] : ['--permissions', flags.permissions];
  return words && [bin, 'security', 'audit', '--fix', ...words, ...policy].join(' ');
};

/** The command line that takes back what a fix with these flags did; undefined when a name in it has no safe spelling. */
export const undoCommandFor = (bin: string, flags: InstallationFlags, journal: string): string | undefined => {
  const words = installationWords(flags);
  const word = shellWord(journal);
  return words && word && [bin, 'undo', word, ...words].join(' ');
};
