import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';

/** The schema is written in draft 4, of which it only uses what later drafts kept, but for the spelling of `id`. */
const compile = () => {
  const path = new URL('../schemas/sarif-2.1.0-rtm.5.json', import.meta.url);
  const { $schema: _draft4, id, ...schema } = JSON.parse(readFileSync(path, 'utf8'));
  // Some of its patterns are no regular expressions in Unicode mode.
  const ajv = new Ajv({ allErrors: true, strictRequired: false, allowUnionTypes: true, unicodeRegExp: false });
  addFormats.default(ajv);
  return ajv.compile({ $id: id, ...schema });
};

const validate = compile();

/** What is wrong with a SARIF log; empty when it is valid. */
export const sarifFaults = (log: unknown): string[] =>
  validate(log) ? [] : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
