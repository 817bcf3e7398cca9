import { type Hit, MAX_LISTED_PER_RULE } from '../hit.ts';
import { createLineIndex } from '../lines.ts';
import type { Matches } from '../match-rules.ts';
import { type Behaviour, READ_CREDENTIALS, READS_AND_SENDS, REEXPORT, SENT } from './behaviour.ts';
import { createEvaluator } from './evaluate.ts';
import { findFlows } from './flows.ts';
import { judgeCall } from './judge-call.ts';
import { linkCalls } from './link-calls.ts';
import { linkObjects } from './link-objects.ts';
import { type Node, nodeAt } from './node.ts';
import { surveyProgram } from './survey.ts';

/**
 * What a parsed program does that its text may hide: names are followed, constant strings put together, modules told by
 * what they are. Nothing is run. `gaveUp` when the file was built to be too expensive to follow.
 */
export const scanSyntax = (
  program: Node,
  text: string,
  strongOnly: boolean,
): Matches & { readonly gaveUp: boolean } => {
  const survey = surveyProgram(program);
  linkCalls(survey);
  linkObjects(survey);
  const evaluator = createEvaluator(survey);
  const lineOf = createLineIndex(text);
  const hits: Hit[] = [];
  const counts = new Map<string, number>();
  const unlisted: Record<string, number> = {};
  const report = (found: Behaviour | undefined, node: Node): void => {
    if (found === undefined || (strongOnly && found.strong !== true)) return;
    const { id: rule, severity, meaning } = found;
    const count = (counts.get(rule) ?? 0) + 1;
    counts.set(rule, count);
    if (count > MAX_LISTED_PER_RULE) unlisted[rule] = (unlisted[rule] ?? 0) + 1;
    else hits.push({ family: 'syntax', rule, severity, meaning, line: lineOf(node.start) });
  };
  for (const call of survey.calls) report(judgeCall(call, evaluator), call);
  for (const node of survey.reexports)
    if (/^(?:node:)?child_process$/.test(String(nodeAt(node, 'source')?.value))) report(REEXPORT, node);
  for (const node of survey.exported)
    if (evaluator.pathsOf(node).some((path) => /^#child_process(?:\.|$)/.test(path))) report(REEXPORT, node);
  const { flows, sources, sinks, gaveUp } = findFlows(survey, evaluator);
  for (const { source, node } of flows) report(SENT[source], node);
  const stolen = flows.some(({ source }) => source === 'credential-file');
  for (const [node, source] of sources) if (source === 'credential-file' && !stolen) report(READ_CREDENTIALS, node);
  const read = [...sources].find(([, source]) => source !== 'secret-variable')?.[0];
  if (flows.length === 0 && sinks > 0 && read !== undefined) report(READS_AND_SENDS, read);
  return { hits, unlisted, gaveUp: gaveUp || survey.isTooDeep || evaluator.gaveUp() };
};
