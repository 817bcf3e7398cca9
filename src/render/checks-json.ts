import type { CatalogueEntry } from '../checks/catalogue.ts';

/** A check as plain data: its docs beside its id, not below it. */
const flat = ({ docs, ...entry }: CatalogueEntry) => ({ ...entry, ...docs });

/** The list of checks as JSON: an array. Ends with a newline. */
export const renderCheckListJson = (entries: readonly CatalogueEntry[]): string =>
  `${JSON.stringify(entries.map(flat), null, 2)}\n`;

/** One check as JSON: an object. Ends with a newline. */
export const renderCheckJson = (entry: CatalogueEntry): string => `${JSON.stringify(flat(entry), null, 2)}\n`;
