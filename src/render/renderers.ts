import type { CheckDocs } from '../audit/check.ts';
import type { Report } from '../audit/report.ts';
import type { Severity } from '../audit/severity.ts';
import type { FixResult } from '../fix/fix-result.ts';
import type { Format } from './outputs.ts';
import type { TextOptions } from './text/page.ts';

/** What any of the formats may want to know. Each takes what it needs. */
export type RenderOptions = TextOptions & {
  /** `--fail-on`, for JUnit's idea of a failure. */
  readonly failOn?: Severity | undefined;
  /** What the documentation says of a check, for SARIF's rules. */
  readonly docsFor?: (checkId: string) => CheckDocs | undefined;
  /** What `--fix` did or would do. */
  readonly fix?: FixResult | undefined;
  /** The shell line that takes it back. */
  readonly undoCommand?: string | undefined;
};

/** A report as text, in pieces. */
export type Renderer = (report: Report, options: RenderOptions) => Iterable<string>;

/** Loaded when asked for: most runs need one. */
const LOADERS: Readonly<Record<Format, () => Promise<Renderer>>> = {
  text: async () => {
    const [{ renderText }, { renderFixText }] = await Promise.all([import('./text.ts'), import('./fix-text.ts')]);
    return function* (report, options) {
      if (options.fix !== undefined) yield renderFixText(options.fix, options);
      yield* renderText(report, options);
    };
  },
  json: async () => {
    const { renderJson } = await import('./json.ts');
    return (report, { fix }) => renderJson(report, fix);
  },
  ndjson: async () => {
    const { renderNdjson } = await import('./ndjson.ts');
    return (report, { fix }) => renderNdjson(report, fix);
  },
  sarif: async () => (await import('./sarif.ts')).renderSarif,
  junit: async () => (await import('./junit.ts')).renderJunit,
  markdown: async () => (await import('./markdown.ts')).renderMarkdown,
  html: async () => {
    const [{ renderHtml }, { fixChanges }] = await Promise.all([import('./html.ts'), import('./fix-text.ts')]);
    return (report, options) => {
      const plannedChanges = options.fix?.dryRun ? fixChanges(options.fix).map((line) => line.trim()) : undefined;
      return renderHtml(report, { ...options, plannedChanges });
    };
  },
};

/** Loads the renderer of a format: only what is asked for is read. */
export const rendererFor = (format: Format): Promise<Renderer> => LOADERS[format]();
