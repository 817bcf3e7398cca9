import type { Finding } from '../audit/finding.ts';
import type { Report } from '../audit/report.ts';
import { toVisibleJson } from './sanitize.ts';

/** JSON text of a value, two spaces a level, as a part of a document whose lines are indented by `indent`. */
const jsonText = (value: unknown, indent = ''): string =>
  toVisibleJson(JSON.stringify(value, null, 2)).replaceAll('\n', `\n${indent}`);

/** The original's five keys first, in its order; `remediation` only when there is one. */
const orderedFinding = ({ checkId, severity, title, detail, remediation, ...added }: Finding): object => ({
  checkId,
  severity,
  title,
  detail,
  remediation,
  ...added,
});

/** The members of the report in order: the original's (`ts`, `summary`, `findings`, `deep`), then ours. */
function* reportText({ ts, summary, findings, deep, ...added }: Report, indent: string): Generator<string> {
  const inner = `${indent}  `;
  const { critical, warn, info } = summary;
  yield `{\n${inner}"ts": ${ts},\n${inner}"summary": ${jsonText({ critical, warn, info }, inner)},\n${inner}"findings": [`;
  for (const [i, finding] of findings.entries())
    yield `${i === 0 ? '' : ','}\n${inner}  ${jsonText(orderedFinding(finding), `${inner}  `)}`;
  yield findings.length === 0 ? ']' : `\n${inner}]`;
  for (const [key, value] of Object.entries({ deep, ...added }))
    if (value !== undefined) yield `,\n${inner}${JSON.stringify(key)}: ${jsonText(value, inner)}`;
  yield `\n${indent}}`;
}

/**
 * The report as `--json` prints it, in pieces of a finding each: the bytes of `JSON.stringify(report, null, 2)` and a newline,
 * the original's keys first. Characters that a terminal would obey or hide, lone surrogates among them, stand as JSON
 * escapes, so the text is valid UTF-8.
 * @param fix what `--fix` did; the document is then `{fix, report}`, as the original prints it.
 */
export function* renderJson(report: Report, fix?: object): Generator<string> {
  if (fix === undefined) yield* reportText(report, '');
  else {
    yield `{\n  "fix": ${jsonText(fix, '  ')},\n  "report": `;
    yield* reportText(report, '  ');
    yield '\n}';
  }
  yield '\n';
}
