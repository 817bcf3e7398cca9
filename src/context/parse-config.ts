import type { ConfigFailure } from '../audit/context.ts';
import { readRegularFile } from '../platform/read-file.ts';
import { isObject } from './config-reader.ts';
import { parseJson5 } from './parse-json5.ts';

/** A config of this size is read; a larger file is no config. */
export const MAX_CONFIG_BYTES = 64 * 1024 * 1024;

/** Deeper nesting than any real config, shallow enough for every recursive reader behind this gate. */
const MAX_DEPTH = 500;

/** Thrown inside the loader only; carries what the `config.unreadable` finding says. */
export class ConfigError extends Error {
  override name = 'ConfigError';
  readonly failure: ConfigFailure;
  constructor(failure: ConfigFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

const isTooDeep = (value: unknown): boolean => {
  let level: unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > MAX_DEPTH) return true;
    level = level.flatMap((node) =>
      Array.isArray(node) ? node.filter(isContainer) : isObject(node) ? Object.values(node).filter(isContainer) : [],
    );
  }
  return false;
};

const isContainer = (value: unknown): boolean => value !== null && typeof value === 'object';

const syntaxError = (file: string, error: unknown): ConfigError => {
  const { lineNumber, columnNumber } = error as { lineNumber?: number; columnNumber?: number };
  const at = lineNumber === undefined ? '' : ` at line ${lineNumber}, column ${columnNumber}`;
  return new ConfigError({
    kind: 'syntax',
    file,
    ...(lineNumber === undefined ? {} : { line: lineNumber }),
    message: `it is not valid JSON5${at}`,
  });
};

/** JSON first, because it is fifty times as fast and means the same; JSON5 for what JSON refuses (spec CR 2.1). */
const parseText = (text: string, file: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (jsonError) {
    if (!(jsonError instanceof SyntaxError)) throw jsonError;
  }
  try {
    return parseJson5(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw syntaxError(file, error);
  }
};

/**
 * The parsed content of a config or include file; undefined when there is no such file.
 * Throws ConfigError for everything that exists and cannot be read as JSON5 (a UTF-8 BOM is fine).
 */
export const readConfigFile = (file: string): { readonly content: unknown } | undefined => {
  const read = readRegularFile(file, MAX_CONFIG_BYTES);
  switch (read.kind) {
    case 'missing':
    case 'unreachable': // As OpenClaw has it (spec CR 1.3); that it could not be looked at is a finding of its own.
      return undefined;
    case 'not-a-file':
      throw new ConfigError({
        kind: 'not-a-file',
        file,
        message: 'it is a directory or another thing that is no file',
      });
    case 'too-large':
      throw new ConfigError({
        kind: 'syntax',
        file,
        message: `it is no config: it is larger than ${MAX_CONFIG_BYTES / 1024 / 1024} MiB`,
      });
    case 'unreadable':
      throw new ConfigError({ kind: 'unreadable', file, message: `it cannot be read (${read.code})` });
    case 'read': {
      const content = parseText(read.bytes.toString('utf8').replace(/^\uFEFF/, ''), file);
      if (isTooDeep(content)) {
        throw new ConfigError({ kind: 'syntax', file, message: `it is nested more than ${MAX_DEPTH} levels deep` });
      }
      return { content };
    }
  }
};
