/** An OpenClaw version, year.month.patch. `-1` after it is a later build of the same, `-beta.1` an earlier one. */
const VERSION = /^v?(\d{1,5})\.(\d{1,5})\.(\d{1,5})(?:-([0-9A-Za-z.-]+))?$/;

type Version = readonly [year: number, month: number, patch: number, build: number];

/** Undefined for a text that is no version ("dev", "unknown"). */
export const parseVersion = (text: string): Version | undefined => {
  const match = VERSION.exec(text.trim());
  if (match === null) return undefined;
  const [, year, month, patch, suffix = ''] = match;
  const build = suffix === '' ? 0 : /^\d+$/.test(suffix) ? 1 : -1;
  return [Number(year), Number(month), Number(patch), build];
};

/** True when `left` was released before `right`. Both must be versions. */
export const isOlder = (left: Version, right: Version): boolean => {
  const index = left.findIndex((part, position) => part !== right[position]);
  return index !== -1 && (left[index] ?? 0) < (right[index] ?? 0);
};
