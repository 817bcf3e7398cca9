import { Args, Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.ts';
import { catalogue, findCheck } from '../../checks/catalogue.ts';
import { UsageError } from '../../context/paths.ts';
import { renderCheckJson } from '../../render/checks-json.ts';
import { renderCheck } from '../../render/checks-text.ts';
import { toVisible } from '../../render/sanitize.ts';
import { suggestion } from '../../suggestion.ts';

const ids = catalogue.map(({ id }) => id);

/** The nearest id by letters, else the first one that contains the text. */
const hint = (given: string): string => {
  const near = suggestion(given, ids);
  const containing = given.length > 2 ? ids.find((id) => id.includes(given)) : undefined;
  return near || (containing === undefined ? '' : ` Did you mean ${containing}?`);
};

export default class ShowCheck extends BaseCommand {
  static override summary = 'Explain one check: why it matters, when it is reported, how to mend it.';
  static override examples = [
    '<%= config.bin %> <%= command.id %> gateway.bind_no_auth',
    '<%= config.bin %> <%= command.id %> tools.elevated.allowFrom.telegram.wildcard',
  ];

  static override args = {
    id: Args.string({ required: true, description: 'id of the check, as it stands in a report' }),
  };

  static override flags = { json: Flags.boolean({ description: 'print it as JSON' }) };

  async run(): Promise<void> {
    const { args, flags } = await this.parse(ShowCheck);
    const entry = findCheck(args.id);
    if (entry === undefined) {
      throw new UsageError(
        `there is no check ${toVisible(args.id)}.${hint(args.id)} \`${this.config.bin} checks\` lists all.`,
      );
    }
    process.stdout.write(flags.json ? renderCheckJson(entry) : renderCheck(entry, this.pageOptions()));
  }
}
