import { assertFileName, type DirectoryHandle, selfPath } from './directory-handle.ts';
import { errnoOf } from './errno.ts';
import { nativePath } from './path-bytes.ts';
import { EXTENDED, findAclProgram, forChild, runAclProgram } from './posix-acl.ts';
import { READ } from './safe-chmod.ts';
import type { SystemCalls } from './system-calls.ts';

/** Names that carry a list; undefined when a program is there and does not answer. */
type Answer = ReadonlySet<string> | undefined;

/** A spelling of odd bytes in a name: a backslash and three octal digits, or two backslashes for one. */
const unescapeName = (text: string): string =>
  text.replace(/\\(\\|[0-7]{3})/g, (_, code: string) =>
    code === '\\' ? code : String.fromCharCode(Number.parseInt(code, 8)),
  );

const asBytes = (name: string): Buffer => {
  const native = nativePath(name);
  return typeof native === 'string' ? Buffer.from(native, 'utf8') : native;
};

/** The kernel's answers for a name that was swapped or removed meanwhile: it carries no list any more. */
const GONE_CODES: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ENXIO']);

/** The same, as getfacl says it. */
const GONE = /: (No such file or directory|Not a directory|Too many levels of symbolic links|Operation not supported)$/;

/** Runs getfacl, which answers with blocks that begin with "# file: NAME" and are told apart by empty lines. */
const ask = (
  getfacl: string,
  args: readonly string[],
  stdin: Buffer,
  directory: string,
  names: readonly string[],
): Answer => {
  const { status, stdout, stderr, error } = runAclProgram(getfacl, ['-sEnp', ...args], stdin, forChild(directory));
  if (error !== undefined || status === null) return undefined;
  if (status !== 0 && !stderr.split('\n').every((line) => line === '' || GONE.test(line))) return undefined;
  const table = new Map(names.map((name) => [`./${asBytes(name).toString('latin1')}`, name]));
  const found = new Set<string>();
  for (const block of stdout.split('\n\n').filter((text) => EXTENDED.test(text))) {
    const name = table.get(unescapeName(/^# file: (.*)$/m.exec(block)?.[1] ?? ''));
    if (name !== undefined) found.add(name);
  }
  return found;
};

const together = (answers: Iterable<Answer>): Answer => {
  const found = new Set<string>();
  for (const answer of answers) {
    if (answer === undefined) return undefined;
    for (const name of answer) found.add(name);
  }
  return found;
};

/** A name with a line break cannot be put into a list of lines; it goes as an argument. */
const askGetfacl = (getfacl: string, directory: string, names: readonly string[]): Answer => {
  const lines = names.filter((name) => !name.includes('\n'));
  const others = names.filter((name) => name.includes('\n'));
  return together([
    lines.length === 0 ? new Set() : ask(getfacl, ['-'], asBytes(`./${lines.join('\n./')}\n`), directory, lines),
    ...others.map((name) => ask(getfacl, ['--', `./${name}`], Buffer.alloc(0), directory, [name])),
  ]);
};

/** Asks the kernel itself, through an open file. Undefined where a name may not be opened, or the system does not say. */
const askKernel = (calls: SystemCalls, directory: number, name: string): boolean | undefined => {
  assertFileName(name);
  let descriptor: number | undefined;
  try {
    descriptor = calls.openAt(directory, nativePath(name), READ);
    return calls.hasAccessList(descriptor);
  } catch (error) {
    return GONE_CODES.has(errnoOf(error)) ? false : undefined;
  } finally {
    if (descriptor !== undefined) calls.close(descriptor);
  }
};

/**
 * Those of `names`, entries of a held directory, that carry a list beyond their mode. What vanished meanwhile carries none.
 * Undefined when it cannot be told: getfacl is there and does not answer. Without `calls`, and for what may not be read,
 * getfacl is asked, one process for all names.
 */
export const namesWithAcl = (
  directory: DirectoryHandle,
  names: readonly string[],
  calls: SystemCalls | undefined,
): ReadonlySet<string> | undefined => {
  const { descriptor } = directory;
  const answers = new Map(
    names.map((name) => [
      name,
      calls === undefined || descriptor === undefined ? undefined : askKernel(calls, descriptor, name),
    ]),
  );
  const found = new Set(names.filter((name) => answers.get(name) === true));
  const unknown = names.filter((name) => answers.get(name) === undefined);
  const getfacl = unknown.length === 0 ? undefined : findAclProgram('getfacl');
  return getfacl === undefined ? found : together([found, askGetfacl(getfacl, selfPath(directory), unknown)]);
};
