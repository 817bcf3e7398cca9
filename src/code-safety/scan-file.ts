import { basename } from 'node:path';
import { type FileKind, HEAD_BYTES, kindOf } from './file-kind.ts';
import type { Hit } from './hit.ts';
import { INSTRUCTION_RULES } from './instruction-rules.ts';
import { type Matches, matchRules, type TextRule } from './match-rules.ts';
import { OBFUSCATION_RULES } from './obfuscation-rules.ts';
import { readBounded } from './read-bounded.ts';
import { SCRIPT_RULES } from './script-rules.ts';
import { MAX_PARSE_BYTES, parseProgram } from './syntax/parse.ts';
import { scanSyntax } from './syntax/scan-syntax.ts';
import { TEXT_RULES } from './text-rules.ts';
import { UNICODE_RULES } from './unicode-rules.ts';

/** One file to scan. Plain data: it travels to a thread. */
export type FileTask = {
  /** Absolute, in the text form of platform/path-bytes. */
  readonly path: string;
  /** As it is shown: relative to its plugin or skill. */
  readonly shown: string;
  /** Markdown here is followed by an agent. */
  readonly documents: boolean;
  /** Part of a dependency: only rules that are telling by themselves. */
  readonly strongOnly: boolean;
};

/** Larger files would keep a thread that has other things to do. */
const MAX_INLINE_BYTES = 128 * 1024;

/** What became of parsing: only for JavaScript. */
export type ParseStatus = 'parsed' | 'invalid' | 'too-complex' | 'not-code';

/** What was found in one file. Plain data. */
export type FileReport = {
  readonly status: 'scanned' | 'special' | 'failed' | 'deferred';
  /** The error code when it failed. */
  readonly code?: string;
  readonly kind: FileKind;
  /** Bytes that were judged, and the file's size. */
  readonly bytes: number;
  readonly size: number;
  readonly parse: ParseStatus;
  readonly hits: readonly Hit[];
  /** Hits beyond those listed, by rule. */
  readonly unlisted: Readonly<Record<string, number>>;
};

const NO_MATCHES: Matches = { hits: [], unlisted: {} };

/** UTF-8, or UTF-16 where the first bytes say so. A text must not hide behind its encoding. */
const decodeText = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.subarray(2).toString('utf16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff)
    return Buffer.from(bytes.subarray(2, bytes.length & ~1))
      .swap16()
      .toString('utf16le');
  return bytes.toString('utf8');
};

const merge = (parts: readonly Matches[]): Matches => {
  const unlisted: Record<string, number> = {};
  for (const part of parts)
    for (const [rule, count] of Object.entries(part.unlisted)) unlisted[rule] = (unlisted[rule] ?? 0) + count;
  return { hits: parts.flatMap((part) => part.hits), unlisted };
};

/** What parsing adds to the text rules: a hit they have on the same line is theirs, mere information anywhere in the file. */
const beyond = (syntax: Matches, found: Matches): Matches => {
  const placeOf = ({ rule, severity, line }: Hit): string => (severity === 'info' ? rule : `${rule}:${line}`);
  const known = new Set(found.hits.flatMap(({ rule, line }) => [rule, `${rule}:${line}`]));
  return { ...syntax, hits: syntax.hits.filter((hit) => !known.has(placeOf(hit))) };
};

/** Kinds that are read whole; of the others the first bytes tell all that is wanted. */
const isText = (kind: FileKind): boolean => kind !== 'other' && kind !== 'native' && kind !== 'wasm';

const binaryHit = (kind: FileKind): Hit =>
  kind === 'wasm'
    ? {
        family: 'script',
        rule: 'native-code',
        severity: 'info',
        meaning: 'WebAssembly, which nobody can read',
        line: 1,
      }
    : {
        family: 'script',
        rule: 'native-code',
        severity: 'warn',
        meaning: 'compiled code, which nobody can read',
        line: 1,
      };

/** The commands that a package runs when it is installed. */
const installSteps = (text: string): string => {
  try {
    const scripts: unknown = JSON.parse(text)?.scripts;
    if (scripts === null || typeof scripts !== 'object') return '';
    const steps = ['preinstall', 'install', 'postinstall', 'prepare', 'prepack'];
    return steps.map((step) => String((scripts as Record<string, unknown>)[step] ?? '')).join('\n');
  } catch {
    // A package.json that is no JSON installs nothing; the manifest check reports it.
    return '';
  }
};

const scanText = (
  task: FileTask,
  kind: FileKind,
  text: string,
  largeStack: boolean,
): Matches & { parse: ParseStatus } => {
  const only = (rules: readonly TextRule[]) => (task.strongOnly ? rules.filter((rule) => rule.strong === true) : rules);
  if (kind === 'document') {
    if (!task.documents) return { ...NO_MATCHES, parse: 'not-code' };
    const rules = only([...INSTRUCTION_RULES, ...UNICODE_RULES]);
    return { ...matchRules(text, rules, 'instruction'), parse: 'not-code' };
  }
  if (kind === 'javascript') {
    const plain = matchRules(text, only(TEXT_RULES), 'text');
    const texture = matchRules(text, only([...UNICODE_RULES, ...OBFUSCATION_RULES]), 'syntax');
    const parsed =
      text.length > MAX_PARSE_BYTES ? { status: 'too-complex' as const } : parseProgram(task.shown, text, largeStack);
    if (parsed.status !== 'parsed') return { ...merge([plain, texture]), parse: parsed.status };
    const syntax = scanSyntax(parsed.program, text, task.strongOnly);
    return { ...merge([plain, texture, beyond(syntax, plain)]), parse: syntax.gaveUp ? 'too-complex' : 'parsed' };
  }
  const rules = SCRIPT_RULES[kind];
  if (rules === undefined) return { ...NO_MATCHES, parse: 'not-code' };
  const subject = kind === 'package' ? installSteps(text) : text;
  return { ...matchRules(subject, only([...rules, ...UNICODE_RULES]), 'script'), parse: 'not-code' };
};

/**
 * Reads and judges one file. Never throws for what the file is or holds.
 * @param largeStack whether this thread has PARSER_STACK_MB of stack. Without it only small programs are parsed, and files over
 * MAX_INLINE_BYTES are `deferred`: they are a thread's work.
 */
export const scanFile = (task: FileTask, largeStack: boolean): FileReport => {
  const isMine = (size: number): boolean => largeStack || size <= MAX_INLINE_BYTES;
  const kindFrom = (head: Uint8Array): FileKind => kindOf(basename(task.shown), head);
  const read = readBounded(task.path, (head, size) => isText(kindFrom(head)) && isMine(size));
  const nothing = { kind: 'other', bytes: 0, size: 0, parse: 'not-code', ...NO_MATCHES } as const;
  if (read.status === 'failed') return { status: 'failed', code: read.code, ...nothing };
  if (read.status === 'special') return { status: 'special', ...nothing };
  const { bytes, size } = read;
  const kind = kindFrom(bytes.subarray(0, HEAD_BYTES));
  const about = { status: 'scanned', kind, bytes: bytes.length, size } as const;
  if (isText(kind) && !isMine(size)) return { ...about, status: 'deferred', ...NO_MATCHES, parse: 'not-code' };
  if (isText(kind)) return { ...about, ...scanText(task, kind, decodeText(bytes), largeStack) };
  const hits = kind === 'other' || task.strongOnly ? [] : [binaryHit(kind)];
  return { ...about, hits, unlisted: {}, parse: 'not-code' };
};
