import { shellWord } from './audit/shell-quote.ts';

/** The flags that choose an installation, as given. */
export type InstallationFlags = {
  readonly 'state-dir'?: string | undefined;
  readonly config?: string | undefined;
  readonly profile?: string | undefined;
  readonly dev?: boolean | undefined;
  readonly permissions: 'owner' | 'group';
};

/** The command line that mends what an audit with these flags found; undefined when a name in it has no safe spelling. */
export const fixCommandFor = (bin: string, flags: InstallationFlags): string | undefined => {
  const { 'state-dir': stateDir, config, profile, dev, permissions } = flags;
  const values = { '--state-dir': stateDir, '--config': config, '--profile': profile };
  const words = [bin, 'security', 'audit', '--fix'];
  for (const [flag, value] of Object.entries(values)) {
    if (value === undefined) continue;
    const word = shellWord(value);
    if (word === undefined) return undefined;
    words.push(flag, word);
  }
  if (dev) words.push('--dev');
  if (permissions !== 'owner') words.push('--permissions', permissions);
  return words.join(' ');
};
