import type { Check, CheckDocs } from '../audit/check.ts';
import { SEVERITIES, type Severity } from '../audit/severity.ts';
import { codeSafetyChecks } from './code-safety.ts';
import { configSchemaChecks } from './config-schema.ts';
import { channelChecks, configChecks, pluginChecks } from './index.ts';
import type { AnyCheckModule } from './judge.ts';
import { NAMED_PLACE_ROWS } from './named-places.ts';
import { PROBE_CHECKS } from './probe.ts';
import { CHECK_FAILED_ID } from './run-modules.ts';
import { LOOSE_ROWS } from './state-tree.ts';
import { SUPPRESSION_ROWS } from './suppressions.ts';
import { transcriptChecks } from './transcripts.ts';
import { ODDITY_ROWS } from './tree-oddities.ts';

/** What the catalogue needs of a row. */
// biome-ignore lint/suspicious/noExplicitAny: rows of different facts; none is judged here.
type Row = Pick<Check<any>, 'id' | 'severity' | 'severities' | 'fixable' | 'docs'>;

/** A check as `checks` lists it and docs/checks.md describes it. */
export type CatalogueEntry = {
  /** Parts in angle brackets stand for a name: `tools.elevated.allowFrom.<provider>.wildcard`. */
  readonly id: string;
  /** The first part of the id. */
  readonly family: string;
  /** All that it can have, worst first. */
  readonly severities: readonly Severity[];
  /** Whether `--fix` takes the finding away; `partly`: it depends on the finding. */
  readonly fixable: 'yes' | 'partly' | 'no';
  readonly docs: CheckDocs;
};

const rowsOf = (modules: readonly AnyCheckModule[]): Row[] => modules.flatMap(({ checks }) => [...checks]);

/** Findings that no row makes. */
const AUDIT_ROWS: readonly Row[] = [
  {
    id: CHECK_FAILED_ID,
    severity: 'warn',
    docs: {
      summary: 'A group of checks stopped with an error of this tool',
      why: 'What these checks look at was not judged. The rest of the report stands.',
      triggers: 'A check throws. That is a bug of openclaw-security, whatever the config holds.',
      mend: 'Please report it, with the version of this tool and the part of your config that the checks are about. Leave secrets out.',
    },
  },
];

/** Every row that can make a finding, in the order of the report. A new source of findings adds its rows here. */
const ROWS: readonly Row[] = [
  ...rowsOf(configChecks),
  ...configSchemaChecks.checks,
  ...NAMED_PLACE_ROWS,
  ...LOOSE_ROWS,
  ...ODDITY_ROWS,
  ...rowsOf(pluginChecks),
  ...codeSafetyChecks,
  ...rowsOf(channelChecks),
  ...transcriptChecks,
  ...PROBE_CHECKS,
  ...SUPPRESSION_ROWS,
  ...AUDIT_ROWS,
];

const severitiesOf = ({ id, severity, severities }: Row): Severity[] => {
  const all = severities ?? (typeof severity === 'function' ? undefined : [severity]);
  if (all === undefined) throw new TypeError(`the check ${id} does not say which severities it can have`);
  return SEVERITIES.filter((one) => all.includes(one));
};

const FIXABLE = { boolean: 'yes', function: 'partly', undefined: 'no' } as const;

const toEntry = (row: Row): CatalogueEntry => ({
  id: row.id,
  family: row.id.split('.')[0] ?? row.id,
  severities: severitiesOf(row),
  fixable: row.fixable === false ? 'no' : FIXABLE[typeof row.fixable as keyof typeof FIXABLE],
  docs: row.docs,
});

/** Every check there is, each id once, in the order of the report. */
export const catalogue: readonly CatalogueEntry[] = ROWS.map(toEntry);

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** `a.<name>.b` matches `a.anything.b`. */
const idPattern = (id: string): RegExp =>
  new RegExp(
    `^${id
      .split(/<[^>]*>/)
      .map(escapeRegExp)
      .join('.+')}$`,
    's',
  );

/** The check with this id, or the one whose ids have this form; undefined when there is none. */
export const findCheck = (id: string): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.id === id) ?? catalogue.find((entry) => idPattern(entry.id).test(id));
