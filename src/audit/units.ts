const BYTE_UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB'] as const;

/** 1234567 → "1,234,567", for whole numbers from 0. Not by Intl: loading its tables takes longer than to audit a small host. */
export const formatCount = (count: number): string => String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');

/** "1 file", "1,204 files". The plural is the singular and an s unless given. */
export const countOf = (count: number, singular: string, plural = `${singular}s`): string =>
  `${formatCount(count)} ${count === 1 ? singular : plural}`;

/** 0o600 → "600": permission bits as chmod takes them, at least three octal digits. */
export const formatMode = (mode: number): string => mode.toString(8).padStart(3, '0');

/** 3435973836 → "3.2 GiB"; powers of 1024. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return countOf(bytes, 'byte');
  const power = Math.min(Math.floor(Math.log2(bytes) / 10), BYTE_UNITS.length - 1);
  return `${(bytes / 1024 ** power).toFixed(1)} ${BYTE_UNITS[power]}`;
};

/** 1.2 → "2 s", 93 → "1 min 33 s", 7300 → "2 h 1 min"; rounded up. */
export const formatWholeSeconds = (seconds: number): string => {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
};

/** 0.0412 → "0.04 s", 93.4 → "1 min 34 s"; hundredths below ten seconds. */
export const formatSeconds = (seconds: number): string =>
  seconds < 9.995 ? `${seconds.toFixed(2)} s` : formatWholeSeconds(seconds);
