import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../base-command.ts';
import { createContext } from '../context/create-context.ts';
import { UnusableJournal } from '../fix/read-journal.ts';
import { undoFix } from '../fix/undo.ts';
import { toVisibleJson } from '../render/sanitize.ts';
import { renderUndoText } from '../render/undo-text.ts';

export default class Undo extends BaseCommand {
  static override summary = 'Take back what a fix changed.';
  static override description =
    'Restores the modes and config values that are still as the fix left them, and says what it left alone. On Windows access lists are not put back. Without a JOURNAL the newest fix is taken back. Exit codes: 0 done; 2 bad usage, or no usable journal; 4 something could not be put back.';
  static override examples = ['<%= config.bin %> <%= command.id %>'];

  static override args = {
    journal: Args.string({ description: 'journal of the fix, as the fix named it' }),
  };

  static override flags = {
    json: Flags.boolean({ description: 'print the result as JSON' }),
    'state-dir': Flags.string({ helpValue: 'DIR', description: 'the state directory that was fixed' }),
    config: Flags.string({ helpValue: 'FILE', description: 'the config file that was fixed' }),
    profile: Flags.string({ helpValue: 'NAME', description: 'undo in the installation of this profile' }),
    dev: Flags.boolean({ description: 'undo in the dev profile' }),
  };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Undo);
    const { 'state-dir': stateDir, config, profile, dev } = flags;
    try {
      const result = undoFix(createContext({ stateDir, config, profile, dev }), args.journal);
      const json = () => `${toVisibleJson(JSON.stringify(result, null, 2))}\n`;
      process.stdout.write(flags.json ? json() : renderUndoText(result));
      if (!result.ok) process.exitCode = 4;
    } catch (error) {
      if (!(error instanceof UnusableJournal)) throw error;
      process.stderr.write(`${this.config.bin}: ${error.message}\n`);
      process.exitCode = 2;
    }
  }
}
