import type { Check } from '../audit/check.ts';

/** What a report says of its own filtering. The findings are made where the report is finished; here they are explained. */
export const SUPPRESSION_IDS = {
  active: 'security.audit.suppressions.active',
  expired: 'security.audit.suppressions.expired',
  invalid: 'security.audit.suppressions.invalid',
} as const;

/** The rows as the catalogue lists them. */
export const SUPPRESSION_ROWS: readonly Pick<Check<unknown>, 'id' | 'severity' | 'docs'>[] = [
  {
    id: SUPPRESSION_IDS.active,
    severity: 'info',
    docs: {
      summary: 'Findings were suppressed on request',
      why: 'Whoever reads the report must know that it is not all there is. Suppressed findings stay in the JSON, with their reasons.',
      triggers:
        'security.audit.suppressions in the config, or an --ignore-file, has at least one rule that is in force.',
      mend: 'Nothing to mend. Look through the rules now and then, and remove those that match nothing.',
    },
  },
  {
    id: SUPPRESSION_IDS.expired,
    severity: 'warn',
    docs: {
      summary: 'A suppression has expired',
      why: 'A risk was accepted for a time, and that time is over. What the rule hid is in the report again.',
      triggers:
        'A rule of an --ignore-file has a date under expires that lies before the time of the audit. A day holds to its end in UTC.',
      mend: 'Mend what it hid and remove the rule, or accept it again with a new date and reason.',
      example: '- {checkId: fs.config.perms_group_readable, reason: shared with backup, expires: 2026-01-31}',
    },
  },
  {
    id: SUPPRESSION_IDS.invalid,
    severity: 'warn',
    docs: {
      summary: 'A suppression in the config cannot be applied',
      why: 'Somebody meant to accept a risk and did not: the entry hides nothing.',
      triggers:
        'An entry of security.audit.suppressions is no object, has no checkId, or has a member other than checkId, titleIncludes, detailIncludes and reason.',
      mend: 'Correct the entry, or remove it.',
      example: '{ security: { audit: { suppressions: [{ reason: "known" }] } } }',
    },
  },
];
