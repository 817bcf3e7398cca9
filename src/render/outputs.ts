import { resolve } from 'node:path';
import { UsageError } from '../context/paths.ts';
import { toVisible } from './sanitize.ts';

/** What `--format` takes. */
export const FORMATS = ['text', 'json', 'ndjson', 'sarif', 'junit', 'markdown', 'html'] as const;

export type Format = (typeof FORMATS)[number];

/** Where a report goes: to stdout when there is no file (an absolute path). */
export type Output = { readonly format: Format; readonly file?: string };

const isFormat = (name: string): name is Format => FORMATS.some((format) => format === name);

const parseOutput = (value: string, cwd: string): Output => {
  const at = value.indexOf('=');
  const name = at === -1 ? value : value.slice(0, at);
  const file = at === -1 ? undefined : value.slice(at + 1);
  if (!isFormat(name))
    throw new UsageError(
      `--format ${value}: there is no format ${JSON.stringify(name)} (known: ${FORMATS.join(', ')})`,
    );
  if (file === '') throw new UsageError(`--format ${value}: give a file after the equals sign, or "-" for stdout`);
  return file === undefined || file === '-' ? { format: name } : { format: name, file: resolve(cwd, file) };
};

/**
 * What `--format FORMAT[=FILE]`, given any number of times, asks for. stdout gets one report: the one format named without a
 * file, else the text.
 * @param values as given; `-` as the file means stdout
 * @param json `--json`: the same as `--format json`
 * @throws UsageError for an unknown format, two reports for stdout, or two for one file
 */
export const parseOutputs = (
  values: readonly string[],
  { json, cwd }: { readonly json: boolean; readonly cwd: string },
): Output[] => {
  const given = [...new Set([...(json ? ['json'] : []), ...values])].map((value) => parseOutput(value, cwd));
  const toStdout = given.filter(({ file }) => file === undefined);
  const formats = [...new Set(toStdout.map(({ format }) => format))];
  if (formats.length > 1)
    throw new UsageError(
      `stdout takes one report, not ${formats.join(' and ')}: give the others a file (--format ${formats[1]}=FILE)`,
    );
  const files = given.flatMap(({ file }) => file ?? []);
  const twice = files.find((file, i) => files.indexOf(file) !== i);
  if (twice !== undefined) throw new UsageError(`two reports for one file: ${twice}`);
  return [{ format: formats[0] ?? 'text' }, ...given.filter(({ file }) => file !== undefined)];
};

const FAILURES: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EFBIG: 'it is larger than a file may be here',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'the file system is read-only',
  ENOENT: 'the folder does not exist',
  ENOTDIR: 'a part of the path is no folder',
  EISDIR: 'this is a folder',
  ENAMETOOLONG: 'the name is too long',
  EIO: 'the disk has failed',
};

/** The one line for a report that could not be written: "cannot write /x/report.html: the disk is full (ENOSPC)". */
export const writeFailureText = (file: string, code: string): string => {
  const why = FAILURES[code];
  return `cannot write ${toVisible(file)}: ${why === undefined ? code : `${why} (${code})`}`;
};
