import type { ScanRoot, ScanSettings } from './shard.ts';

/** The place of an entry of a folder, both relative to the same directory, which is "". */
export const below = (folder: string, name: string): string => (folder === '' ? name : `${folder}/${name}`);

/** Where a directory of a root stands in the layout, which says what it holds: a credentials folder elsewhere is `credentials`. */
export const layoutFolder = (root: ScanRoot, directory: string): string =>
  [root.layoutPath, directory].filter(Boolean).join('/');

/** How a directory is named to people: relative to the state dir, or absolute when it lies elsewhere. */
export const shownFolder = (settings: ScanSettings, root: ScanRoot, directory: string): string =>
  root === settings.roots[0] ? directory : [root.directory, directory].filter(Boolean).join('/');
