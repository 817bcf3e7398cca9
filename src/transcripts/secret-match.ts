/** One secret as it stands in a text, and the rule that found it. Lives in memory only, and only while its line is looked at. */
export type SecretMatch = {
  readonly rule: string;
  readonly secret: string;
};

const PASSWORD = /^secretlint\/(?:basicauth|database-connection-string)$|^own\/.*pass(?:word|wd|phrase)?$/i;

/** True when a rule's secrets are passwords, which people choose, and not keys, which machines make. */
export const isChosenByPeople = (rule: string): boolean => PASSWORD.test(rule);

/** One of this host's own secrets: what it is for, and its value. Never leaves the process. */
export type OwnSecret = {
  /** `own/<file>: <key>`. */
  readonly rule: string;
  readonly value: string;
  /** A provider issues it anew by itself: a value not seen before says nothing about files of before. */
  readonly renewed?: true;
};
