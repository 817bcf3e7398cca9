import { styleText } from 'node:util';
import stringWidth from 'string-width';
import wrapAnsi from 'wrap-ansi';
import type { Severity } from '../../audit/severity.ts';
import type { FixCommands } from '../finding-command.ts';

/** How the text report looks. Decided by the command, which knows the terminal and the environment. */
export type TextOptions = FixCommands & {
  /** Terminal width; undefined (a pipe, a file) leaves lines as long as they are. */
  readonly columns?: number | undefined;
  readonly colour?: boolean;
  /** Show long details, all places and all samples. */
  readonly verbose?: boolean;
  /** Home directory, shortened to `~` in places. */
  readonly home?: string | undefined;
  /** One host of several: what is known for all together is told with the total. */
  readonly isPart?: boolean;
  /** Findings below it are counted, not shown. */
  readonly minSeverity?: Severity;
};

/** What a piece of text is, not how it looks. */
export type Style = 'critical' | 'warn' | 'info' | 'good' | 'strong' | 'dim' | 'command';

const FORMATS = {
  critical: ['red', 'bold'],
  warn: ['yellow', 'bold'],
  info: ['cyan', 'bold'],
  good: ['green', 'bold'],
  strong: ['bold'],
  dim: ['dim'],
  command: ['green'],
} as const satisfies Record<Style, readonly Parameters<typeof styleText>[0][]>;

/** Below this, wrapping makes ribbons; the terminal may break the lines itself. */
const NARROWEST = 40;

/** Lays text out for one terminal. Takes visible text only: it adds escape sequences of its own. */
export type Page = {
  readonly style: (style: Style, text: string) => string;
  /** Wrapped to the width behind a margin; `first` is the margin of the first line. The text's own indent is kept. */
  readonly paragraph: (text: string, margin: string, first?: string) => string[];
  /** Cut to what is left of one line after `used` columns. */
  readonly cut: (text: string, used: number) => string;
};

/** The text, or its beginning and an ellipsis, in at most `columns` columns. */
export const cutToColumns = (text: string, columns: number): string => {
  if (stringWidth(text) <= columns) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text)) {
    used += stringWidth(segment);
    if (used > columns) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
};

/** The page for one terminal; without `columns` nothing is wrapped or cut. */
export const createPage = ({ columns, colour = false }: TextOptions): Page => {
  const width = columns === undefined ? undefined : Math.max(columns, NARROWEST);
  return {
    style: (style, text) => (colour ? styleText([...FORMATS[style]], text, { validateStream: false }) : text),
    paragraph: (text, margin, first = margin) => {
      const body = text.trimStart();
      const indent = ' '.repeat(text.length - body.length);
      const room = width === undefined ? undefined : Math.max(width - stringWidth(margin + indent), 1);
      const lines = room === undefined ? [body] : wrapAnsi(body, room).split('\n');
      return lines.map((line, i) => (i === 0 ? first : margin) + indent + line);
    },
    cut: (text, used) => (width === undefined ? text : cutToColumns(text, width - used)),
  };
};
