import type { Check, CheckModule, Of } from '../audit/check.ts';
import type { AuditContext } from '../audit/context.ts';
import type { Finding, Place } from '../audit/finding.ts';
import { commandFor, remediationFor } from './other-installation.ts';

const valueFor = <Fact, Value>(of: Of<Fact, Value>, fact: Fact): Value =>
  typeof of === 'function' ? (of as (fact: Fact) => Value)(fact) : of;

const placesOf = <Fact>(check: Check<Fact>, fact: Fact, context: AuditContext): Place[] => {
  const keys = check.keys === undefined ? [] : valueFor(check.keys, fact);
  const fromKeys = keys.map((key) => {
    const origin = context.config.originOf(key.split('.'));
    return { file: origin?.file ?? context.config.path, key };
  });
  return [...fromKeys, ...(check.places?.(fact) ?? [])];
};

/**
 * The first OpenClaw command that a constant remediation quotes. A computed one may hold foreign names, which could bring
 * backticks and a command of their own: nothing is ever cut out of it.
 */
const quotedCommand = <Fact>({ remediation }: Check<Fact>): string | undefined =>
  typeof remediation === 'string' ? /`(openclaw [^`]+)`/.exec(remediation)?.[1] : undefined;

/** The finding that a row makes of a fact. */
export const toFinding = <Fact>(check: Check<Fact>, fact: Fact, context: AuditContext): Finding => {
  const written = check.command === undefined ? quotedCommand(check) : check.command(fact);
  const command = written === undefined ? undefined : commandFor(written, context);
  const remediation =
    check.remediation === undefined ? undefined : remediationFor(valueFor(check.remediation, fact), context);
  const exposure = check.exposure?.(fact);
  const places = placesOf(check, fact, context);
  return {
    checkId: check.idFor?.(fact) ?? check.id,
    severity: valueFor(check.severity, fact),
    title: valueFor(check.title, fact),
    detail: valueFor(check.detail, fact),
    ...(remediation === undefined ? {} : { remediation }),
    ...(command === undefined ? {} : { command }),
    ...(exposure === undefined ? {} : { exposure }),
    ...(places.length === 0 ? {} : { places }),
    ...(check.count === undefined ? {} : { count: check.count(fact) }),
    ...(check.fixable !== undefined && valueFor(check.fixable, fact) ? { fixable: true } : {}),
  };
};

/** A module whose fact type is its own business. */
// biome-ignore lint/suspicious/noExplicitAny: a registry holds modules of different facts; each judges only its own.
export type AnyCheckModule = CheckModule<any>;

/** Shows every fact of a module to its rows, in order. Throws what the module throws; the caller turns that into a finding. */
export const judge = async <Fact>(module: CheckModule<Fact>, context: AuditContext): Promise<Finding[]> => {
  const findings: Finding[] = [];
  for (const fact of await module.facts(context)) {
    for (const check of module.checks) {
      if (!check.when(fact)) continue;
      findings.push(toFinding(check, fact, context));
      if (module.keep === 'first') break;
    }
  }
  return findings;
};
