import { Flags } from '@oclif/core';
import { SEVERITIES } from './audit/severity.ts';
import { FORMATS } from './render/outputs.ts';

const severityFlag = (description: string) => Flags.option({ options: SEVERITIES })({ description });

const patternsFlag = (description: string) =>
  Flags.string({ multiple: true, multipleNonGreedy: true, delimiter: ',', helpValue: 'ID', description });

/** What a report holds, where it goes, and what exit code it makes. */
export const reportFlags = {
  json: Flags.boolean({ description: 'print the report as JSON: the same as --format json' }),
  format: Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'FORMAT[=FILE]',
    description: `write the report as ${FORMATS.join(', ')}; to stdout, or to a file of mode 0600; may be repeated`,
  }),
  'fail-on': severityFlag('exit 1 for a finding this bad or worse, and 3 when the audit is incomplete'),
  'min-severity': severityFlag('show only findings this bad or worse in the text; all are counted'),
  only: patternsFlag('report only these checks: ids or globs like fs.*, separated by commas'),
  skip: patternsFlag('leave these checks out of the report'),
  baseline: Flags.string({
    helpValue: 'FILE',
    description: 'compare with an earlier --json report: show and judge only what is new',
  }),
  'ignore-file': Flags.string({
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'FILE',
    description: 'suppress accepted findings: YAML or JSON5, each rule with checkId and reason',
  }),
};
