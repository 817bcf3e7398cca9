import { Flags } from '@oclif/core';
import { BaseCommand } from '../../base-command.ts';
import { catalogue } from '../../checks/catalogue.ts';
import { UsageError } from '../../context/paths.ts';
import { renderCheckListJson } from '../../render/checks-json.ts';
import { renderCheckList } from '../../render/checks-text.ts';
import { toVisible } from '../../render/sanitize.ts';
import { suggestion } from '../../suggestion.ts';

export default class Checks extends BaseCommand {
  static override summary = 'List every check: its id, its severities, and whether --fix mends it.';
  static override examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --family gateway',
    '<%= config.bin %> <%= command.id %> show gateway.bind_no_auth',
  ];

  static override flags = {
    family: Flags.string({ helpValue: 'NAME', description: 'only checks whose id starts with this word' }),
    json: Flags.boolean({ description: 'print the list as JSON' }),
  };

  async run(): Promise<void> {
    const { flags } = await this.parse(Checks);
    const entries = catalogue.filter(({ family }) => flags.family === undefined || family === flags.family);
    if (entries.length === 0) {
      const families = [...new Set(catalogue.map(({ family }) => family))];
      const hint = suggestion(flags.family ?? '', families);
      throw new UsageError(
        `there is no family ${toVisible(flags.family ?? '')} of checks.${hint} Families: ${families.join(', ')}.`,
      );
    }
    process.stdout.write(flags.json ? renderCheckListJson(entries) : renderCheckList(entries, this.pageOptions()));
  }
}
