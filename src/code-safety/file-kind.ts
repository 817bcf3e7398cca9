/** What a file is to an audit of code. `other`: data, documents nobody follows, pictures. */
export type FileKind =
  | 'javascript'
  | 'shell'
  | 'powershell'
  | 'python'
  | 'script'
  | 'document'
  | 'package'
  | 'native'
  | 'wasm'
  | 'other';

const BY_EXTENSION: ReadonlyMap<string, FileKind> = new Map([
  ...['js', 'ts', 'mjs', 'cjs', 'mts', 'cts', 'jsx', 'tsx'].map((ending) => [ending, 'javascript'] as const),
  ...['sh', 'bash', 'zsh', 'fish', 'ksh', 'command'].map((ending) => [ending, 'shell'] as const),
  ...['ps1', 'psm1', 'bat', 'cmd'].map((ending) => [ending, 'powershell'] as const),
  ...['py', 'pyw'].map((ending) => [ending, 'python'] as const),
  ...['rb', 'pl', 'php', 'lua', 'applescript', 'scpt', 'vbs'].map((ending) => [ending, 'script'] as const),
  ...['md', 'mdx', 'markdown'].map((ending) => [ending, 'document'] as const),
  ...['node', 'so', 'dylib', 'dll', 'exe'].map((ending) => [ending, 'native'] as const),
  ['wasm', 'wasm'],
]);

const INTERPRETERS: readonly (readonly [RegExp, FileKind])[] = [
  [/\b(?:node|bun|deno|tsx|ts-node)\b/, 'javascript'],
  [/\b(?:python|pypy)[\d.]*\b/, 'python'],
  [/\b(?:ba|z|da|k|fi|a)?sh\b/, 'shell'],
  [/\bpwsh\b/, 'powershell'],
  [/./, 'script'],
];

/** First bytes of compiled code: ELF, Mach-O (three spellings and the universal one), PE, WebAssembly. */
const MAGIC: readonly (readonly [readonly number[], FileKind])[] = [
  [[0x7f, 0x45, 0x4c, 0x46], 'native'],
  [[0xcf, 0xfa, 0xed, 0xfe], 'native'],
  [[0xce, 0xfa, 0xed, 0xfe], 'native'],
  [[0xfe, 0xed, 0xfa, 0xcf], 'native'],
  [[0xca, 0xfe, 0xba, 0xbe], 'native'],
  [[0x4d, 0x5a, 0x90], 'native'],
  [[0x00, 0x61, 0x73, 0x6d], 'wasm'],
];

/** Bytes `kindOf` wants to see. */
export const HEAD_BYTES = 256;

/** The kind of a file, from its name and, where that says nothing, from its first bytes. */
export const kindOf = (name: string, head: Uint8Array): FileKind => {
  if (name === 'package.json') return 'package';
  const byExtension = BY_EXTENSION.get(/\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '');
  const byMagic = MAGIC.find(([bytes]) => bytes.every((byte, index) => head[index] === byte))?.[1];
  if (byMagic !== undefined) return byMagic;
  if (byExtension !== undefined && byExtension !== 'document') return byExtension;
  if (head[0] !== 0x23 || head[1] !== 0x21) return byExtension ?? 'other';
  const line = Buffer.from(head).toString('latin1').split('\n', 1)[0] ?? '';
  return INTERPRETERS.find(([pattern]) => pattern.test(line))?.[1] ?? 'script';
};
