const VERSION = /^v?(\d+)\.(\d+)\.(\d+)(?:-(\d+))?$/;

/** True when a version such as `2026.2.17` or `v2026.2.17-1` is later than another; false when either cannot be read. */
export const isLaterVersion = (version: string, than: string): boolean => {
  const [left, right] = [version, than].map((text) =>
    VERSION.exec(text.trim())
      ?.slice(1)
      .map((part) => Number(part ?? 0)),
  );
  if (left === undefined || right === undefined) return false;
  const differing = left.findIndex((part, index) => part !== right[index]);
  return differing >= 0 && (left[differing] as number) > (right[differing] as number);
};
