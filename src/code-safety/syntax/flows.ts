import type { Evaluator } from './evaluate.ts';
import { isFunction, type Node, nodeAt, nodesAt } from './node.ts';
import { findSources, isNetworkCall, namesOfEnvironment, type Source } from './sources.ts';
import type { Survey } from './survey.ts';
import { isWhole, Taint } from './taint.ts';

/** A network call that something flows into. */
export type Flow = { readonly source: Source; readonly node: Node };

/** What flows where, all sources of the file, and how many network calls it has. */
export type Flows = {
  readonly flows: readonly Flow[];
  readonly sources: ReadonlyMap<Node, Source>;
  readonly sinks: number;
  /** The file was built to be too expensive to follow. */
  readonly gaveUp: boolean;
};

/** Names that hand a source on to one another are followed over this many steps against the order of the text. */
const MAX_ROUNDS = 4;

/** Lets names and parameters carry sources on until no new ones do. */
const spread = (taint: Taint, { bindings, calls, returns }: Survey): void => {
  const withHandlers = calls.filter((call) => nodesAt(call, 'arguments').some(isFunction));
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const before = taint.carriers;
    for (const binding of bindings) taint.carryToName(binding);
    for (const [node, returned] of returns) taint.carryToFunction(node, returned);
    for (const call of withHandlers) taint.carryToHandlers(call);
    if (taint.carriers === before) return;
  }
};

/** The worst that flows into one network call. */
const flowInto = (sink: Node, taint: Taint): Flow[] => {
  const given = [...nodesAt(sink, 'arguments'), ...nodesAt(nodeAt(sink, 'quasi') ?? sink, 'expressions')];
  const found = given.map((argument) => taint.within(argument, true));
  const source = found.find(isWhole) ?? found.find((one) => one !== undefined);
  return source === undefined ? [] : [{ source, node: sink }];
};

/**
 * Which sources reach which network calls, through names of this file. Order of statements is not looked at; functions are not
 * data; a secret variable in a header or a field made for it is no leak.
 */
export const findFlows = (survey: Survey, evaluator: Evaluator): Flows => {
  const sinks = survey.calls.filter((call) => isNetworkCall(call, evaluator));
  // Where nothing can be sent, only what is read from files matters.
  if (sinks.length === 0) return { flows: [], sources: findSources(survey, [], evaluator), sinks: 0, gaveUp: false };
  const sources = findSources(survey, survey.members, evaluator);
  const names = namesOfEnvironment(survey, evaluator);
  if (sources.size + names.size === 0) return { flows: [], sources, sinks: sinks.length, gaveUp: false };
  const taint = new Taint(sources, names, evaluator);
  spread(taint, survey);
  const flows = sinks.flatMap((sink) => flowInto(sink, taint));
  return { flows, sources, sinks: sinks.length, gaveUp: taint.gaveUp };
};
