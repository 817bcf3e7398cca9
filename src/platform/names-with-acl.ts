import { isLocalFileSystem } from './local-file-system.ts';
import { isPlainName, nativePath } from './path-bytes.ts';
import { EXTENDED, findAclProgram, forChild, runAclProgram } from './posix-acl.ts';

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

/** What is said of a name that was swapped or removed meanwhile: it carries no list any more. */
const GONE = /: (No such file or directory|Not a directory|Too many levels of symbolic links|Operation not supported)$/;

/**
 * Runs getfacl or getfattr, which answer with blocks that begin with "# file: NAME" and are told apart by empty lines, and
 * keeps the names whose block is wanted.
 */
const ask = (
  program: string,
  args: readonly string[],
  stdin: Buffer,
  directory: string,
  names: readonly string[],
  isWanted: (block: string) => boolean,
): Answer => {
  const { status, stdout, stderr, error } = runAclProgram(program, args, stdin, forChild(directory));
  if (error !== undefined || status === null) return undefined;
  if (status !== 0 && !stderr.split('\n').every((line) => line === '' || GONE.test(line))) return undefined;
  if (stdout === '') return new Set(); // Nearly always: the table for reading an answer is made when there is one.
  const table = new Map(names.map((name) => [`./${asBytes(name).toString('latin1')}`, name]));
  const found = new Set<string>();
  for (const block of stdout.split('\n\n')) {
    const name = table.get(unescapeName(/^# file: (.*)$/m.exec(block)?.[1] ?? ''));
    if (name !== undefined && isWanted(block)) found.add(name);
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

/** Reads the lists themselves. A name with a line break cannot be put into a list of lines; it goes as an argument. */
const askGetfacl = (getfacl: string, directory: string, names: readonly string[]): Answer => {
  const lines = names.filter((name) => !name.includes('\n'));
  const others = names.filter((name) => name.includes('\n'));
  const isExtended = (block: string): boolean => EXTENDED.test(block);
  const askFor = (args: readonly string[], stdin: Buffer): Answer =>
    ask(getfacl, ['-sEnp', ...args], stdin, directory, names, isExtended);
  return together([
    lines.length === 0 ? new Set() : askFor(['-'], asBytes(`./${lines.join('\n./')}\n`)),
    ...others.map((name) => askFor(['--', `./${name}`], Buffer.alloc(0))),
  ]);
};

/** Names of one command line: far below the kernel's limit of 2 MiB with its environment (execve(2)). */
const MAX_ARGUMENT_BYTES = 512 * 1024;
/** What a name takes up there beside its own bytes: "./", its end, and a pointer. */
const ARGUMENT_BYTES = 11;

const commandLines = (names: readonly string[]): string[][] => {
  const lines: string[][] = [];
  let bytes = MAX_ARGUMENT_BYTES;
  for (const name of names) {
    const size = Buffer.byteLength(name) + ARGUMENT_BYTES;
    if (bytes + size > MAX_ARGUMENT_BYTES) {
      lines.push([]);
      bytes = 0;
    }
    bytes += size;
    lines.at(-1)?.push(`./${name}`);
  }
  return lines;
};

const LIST_ATTRIBUTES = ['-h', '-m', '^system\\.posix_acl_access$', '--absolute-names', '--'];

/** Asks which names carry any list at all, without reading it: a third less work for the kernel. */
const askGetfattr = (getfattr: string, directory: string, names: readonly string[]): Answer =>
  together(
    commandLines(names).map((line) =>
      ask(getfattr, [...LIST_ATTRIBUTES, ...line], Buffer.alloc(0), directory, names, () => true),
    ),
  );

/**
 * Those of `names` (relative to `directory`) that carry a list beyond their mode: one process for thousands of them. `folders`:
 * where below `directory` they lie. What vanished meanwhile carries none. Undefined when it cannot be told: getfacl is there
 * and does not answer.
 */
export const namesWithAcl = (
  directory: string,
  names: readonly string[],
  folders: readonly string[] = ['.'],
): ReadonlySet<string> | undefined => {
  const getfacl = findAclProgram('getfacl');
  if (getfacl === undefined || names.length === 0) return new Set();
  const getfattr = findAclProgram('getfattr');
  if (getfattr === undefined || !folders.every((folder) => isLocalFileSystem(`${directory}/${folder}`)))
    return askGetfacl(getfacl, directory, names);
  // Arguments are text: a name that is no UTF-8 cannot be one.
  const listed = askGetfattr(getfattr, directory, names.filter(isPlainName));
  if (listed === undefined) return undefined;
  const doubtful = names.filter((name) => listed.has(name) || !isPlainName(name));
  return doubtful.length === 0 ? listed : askGetfacl(getfacl, directory, doubtful);
};
