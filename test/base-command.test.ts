import { fileURLToPath } from 'node:url';
import test from 'ava';
import { BaseCommand } from '../src/base-command.ts';

class Broken extends BaseCommand {
  async run(): Promise<void> {
    throw new TypeError('x is not\u001b[2J a function');
  }
}

test.serial('a bug is told as one, in one line, with an exit code that means nothing else', async (t) => {
  const written: string[] = [];
  const { write } = process.stderr;
  t.teardown(() => {
    process.stderr.write = write;
  });
  process.stderr.write = (chunk: string | Uint8Array) => written.push(String(chunk)) > 0;
  const error = await t.throwsAsync<Error & { oclif?: { exit: number } }>(
    Broken.run([], fileURLToPath(new URL('..', import.meta.url))),
  );
  process.stderr.write = write;
  t.is(error?.oclif?.exit, 70);
  t.regex(
    written.join(''),
    /^openclaw-security: a bug in this program stopped it: TypeError: x is not\\x1b\[2J a function\. [^\n]+\n$/,
  );
});
