import { countOf } from '../audit/units.ts';
import type { CatalogueEntry } from '../checks/catalogue.ts';
import { createPage, type Page, type TextOptions } from './text/page.ts';

const MARGIN = '  ';
const DEEP_MARGIN = '      ';

const FIXABLE: Readonly<Record<CatalogueEntry['fixable'], string>> = {
  yes: '--fix mends it',
  partly: '--fix mends it in most cases',
  no: '',
};

const severityWords = (entry: CatalogueEntry, page: Page): string =>
  entry.severities.map((severity) => page.style(severity, severity)).join(' or ');

const headLine = (entry: CatalogueEntry, page: Page): string =>
  [page.style('strong', entry.id), severityWords(entry, page), page.style('dim', FIXABLE[entry.fixable])]
    .filter(Boolean)
    .join('  ');

const entryLines = (entry: CatalogueEntry, page: Page): string[] => [
  ...page.paragraph(headLine(entry, page), DEEP_MARGIN, MARGIN),
  ...page.paragraph(entry.docs.summary, DEEP_MARGIN),
];

/** The list of all checks, grouped by family in the given order. Ends with a newline. */
export const renderCheckList = (entries: readonly CatalogueEntry[], options: TextOptions = {}): string => {
  const page = createPage(options);
  const families = Map.groupBy(entries, ({ family }) => family);
  const groups = [...families].map(([family, members]) =>
    [page.style('strong', family.toUpperCase()), ...members.flatMap((entry) => entryLines(entry, page))].join('\n'),
  );
  const total = `${countOf(entries.length, 'check')}. \`openclaw-security checks show ID\` explains one.`;
  return `${[...groups, total].join('\n\n')}\n`;
};

/** One check explained: what it means, why it matters, when it is reported, how to mend it. Ends with a newline. */
export const renderCheck = (entry: CatalogueEntry, options: TextOptions = {}): string => {
  const page = createPage(options);
  const { summary, why, triggers, mend, example } = entry.docs;
  const section = (title: string, text: string): string[] => [
    '',
    page.style('strong', title),
    ...page.paragraph(text, MARGIN),
  ];
  const lines = [
    ...page.paragraph(headLine(entry, page), MARGIN, ''),
    ...page.paragraph(`${summary}.`, ''),
    ...section('Why it matters', why),
    ...section('When it is reported', triggers),
    ...section('How to mend it', mend),
    // Not wrapped: it is there to be copied.
    ...(example === undefined
      ? []
      : ['', page.style('strong', 'Example'), ...example.split('\n').map((line) => MARGIN + line)]),
  ];
  return `${lines.join('\n')}\n`;
};
