import type { Hook } from '@oclif/core';
import { toVisible } from '../render/sanitize.ts';
import { suggestion } from '../suggestion.ts';

/** Bad usage, like any other: one line on stderr, exit code 2. A known command with words after it takes no such words. */
const commandNotFound: Hook.CommandNotFound = async ({ id, argv, config }) => {
  const given = [id.replaceAll(':', ' '), ...(argv ?? []).filter((word) => !word.startsWith('-'))].join(' ');
  const known = config.commands
    .filter(({ hidden }) => !hidden)
    .flatMap(({ id: name, aliases }) => [name, ...aliases])
    .map((name) => name.replaceAll(':', ' '));
  const [command] = known.filter((name) => given.startsWith(`${name} `)).sort((a, b) => b.length - a.length);
  const line =
    command === undefined
      ? `there is no command "${toVisible(given)}".${suggestion(given, known)}`
      : `${command} takes no argument "${toVisible(given.slice(command.length + 1))}".`;
  process.stderr.write(`${config.bin}: ${line} See --help.\n`);
  process.exitCode = 2;
};

export default commandNotFound;
