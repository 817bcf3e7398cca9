import picomatch from 'picomatch';
import type { Finding } from '../audit/finding.ts';
import type { SuppressedFinding } from '../audit/report.ts';
import { SUPPRESSION_IDS } from '../checks/suppressions.ts';
import type { InvalidRule, SuppressionRule } from './suppression-rules.ts';

/** Findings about the filtering itself, and about checks that broke, cannot be suppressed. */
const UNSUPPRESSIBLE = /^(?:security\.audit|audit)\./;

/** Decides, finding by finding, and remembers what it did. */
export type Suppressor = {
  /** The suppressed form of a finding; undefined when it stays. */
  readonly suppress: (finding: Finding) => SuppressedFinding | undefined;
  /** What the report must say about it: that the audit was filtered, which rules have expired, which entries are no rules. */
  readonly findings: () => Finding[];
};

type Matcher = { readonly rule: SuppressionRule; readonly matches: (finding: Finding) => boolean; used: number };

const pathMatcher = (globs: readonly string[], stateDir: string): ((finding: Finding) => boolean) => {
  const matches = picomatch([...globs], { dot: true });
  const fits = (file: string): boolean =>
    matches(file) || (file.startsWith(`${stateDir}/`) && matches(file.slice(stateDir.length + 1)));
  return ({ places = [] }) => {
    const files = places.flatMap(({ file }) => file ?? []);
    return files.length > 0 && files.every(fits);
  };
};

const matcherOf = (rule: SuppressionRule, stateDir: string): Matcher => {
  const isCheck =
    rule.source === 'config' ? (id: string) => id === rule.checkId : picomatch(rule.checkId, { dot: true, bash: true });
  const isPlace = rule.paths === undefined ? () => true : pathMatcher(rule.paths, stateDir);
  const matches = (finding: Finding): boolean =>
    isCheck(finding.checkId) &&
    finding.title.includes(rule.titleIncludes ?? '') &&
    finding.detail.includes(rule.detailIncludes ?? '') &&
    isPlace(finding);
  return { rule, matches, used: 0 };
};

const describe = ({ checkId, reason, expires }: SuppressionRule): string =>
  `${checkId}: ${reason}${expires === undefined ? '' : ` (until ${expires.text})`}`;

const activeFinding = (matchers: readonly Matcher[]): Finding => {
  const total = matchers.reduce((sum, { used }) => sum + used, 0);
  const lines = matchers.map(({ rule, used }) => `${used === 0 ? 'matched nothing' : used} · ${describe(rule)}`);
  return {
    checkId: SUPPRESSION_IDS.active,
    severity: 'info',
    title: `The audit was filtered: ${total} suppressed`,
    detail: ['Rules that were applied, with how many findings each took out:', ...lines].join('\n'),
  };
};

const expiredFinding = (rules: readonly SuppressionRule[]): Finding => ({
  checkId: SUPPRESSION_IDS.expired,
  severity: 'warn',
  title: 'A suppression has expired',
  detail: ['No longer applied; what it hid is in this report again:', ...rules.map(describe)].join('\n'),
  remediation: 'Mend what it hid and remove the rule, or accept it again with a new date and reason.',
});

const invalidFinding = (invalid: readonly InvalidRule[], configPath: string): Finding => ({
  checkId: SUPPRESSION_IDS.invalid,
  severity: 'warn',
  title: 'A suppression cannot be applied',
  detail: invalid.map(({ where, message }) => `${where} ${message}.`).join('\n'),
  remediation: 'Correct the entry or remove it; it hides nothing as it is.',
  places: [{ file: configPath, key: 'security.audit.suppressions' }],
});

/** @param now a rule whose time is up is not applied, and said */
export const createSuppressor = (
  rules: readonly SuppressionRule[],
  {
    invalid = [],
    stateDir,
    configPath,
    now,
  }: {
    readonly invalid?: readonly InvalidRule[];
    readonly stateDir: string;
    readonly configPath: string;
    readonly now: Date;
  },
): Suppressor => {
  const isExpired = ({ expires }: SuppressionRule): boolean => expires !== undefined && expires.at <= now.getTime();
  const expired = rules.filter(isExpired);
  const matchers = rules.filter((rule) => !isExpired(rule)).map((rule) => matcherOf(rule, stateDir));
  return {
    suppress: (finding) => {
      if (UNSUPPRESSIBLE.test(finding.checkId)) return undefined;
      const matcher = matchers.find(({ matches }) => matches(finding));
      if (matcher === undefined) return undefined;
      matcher.used++;
      const { source, reason, expires } = matcher.rule;
      return {
        ...finding,
        suppression: { source, reason, ...(expires === undefined ? {} : { expires: expires.text }) },
      };
    },
    findings: () => [
      ...(matchers.length === 0 ? [] : [activeFinding(matchers)]),
      ...(expired.length === 0 ? [] : [expiredFinding(expired)]),
      ...(invalid.length === 0 ? [] : [invalidFinding(invalid, configPath)]),
    ],
  };
};
