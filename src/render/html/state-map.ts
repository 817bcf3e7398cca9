import type { DirectorySummary, ScanFacts } from '../../audit/report.ts';
import { countOf, formatCount } from '../../audit/units.ts';
import { html, type Markup } from './markup.ts';
import { type Rect, squarify } from './squarify.ts';

/** What the colour of a tile says; the words say it too. */
const STATES = {
  open: 'others can get at loose entries here',
  sheltered: 'loose modes, but a closed directory above keeps others out',
  tight: 'no loose modes',
  rest: 'all other directories together',
} as const;

type State = keyof typeof STATES;

type Tile = { readonly name: string; readonly entries: number; readonly loose: number; readonly state: State };

/** Drawn in a space of this shape and stretched to the page. */
const SPACE: Rect = { x: 0, y: 0, width: 1_000, height: 400 };
/** A tile narrower or lower than this part of the map, in percent, has no room for words. */
const ROOM = { width: 6, height: 9 } as const;
const LISTED = 25;

const stateOf = ({ loose, exposed }: DirectorySummary): State =>
  loose === 0 ? 'tight' : exposed ? 'open' : 'sheltered';

const tileOf = (directory: DirectorySummary): Tile => ({
  name: directory.path === '.' || directory.path === '' ? '(top)' : directory.path,
  // A scan that also fixes counts what it mends apart: there are at least as many entries as loose ones.
  entries: Math.max(directory.entries, directory.loose),
  loose: directory.loose,
  state: stateOf(directory),
});

const tilesOf = ({ worstDirectories, files, directories }: ScanFacts): Tile[] => {
  const named = worstDirectories.map(tileOf).filter(({ entries }) => entries > 0);
  const rest = files + directories - named.reduce((sum, { entries }) => sum + entries, 0);
  return rest > 0 && named.length > 0
    ? [...named, { name: '(all others)', entries: rest, loose: 0, state: 'rest' }]
    : named;
};

const wordsOf = ({ entries, loose, state }: Tile): string =>
  state === 'rest' || loose === 0
    ? countOf(entries, 'entry', 'entries')
    : `${formatCount(loose)} of ${formatCount(entries)} loose`;

/** The end of a path, which tells directories apart. */
const tailOf = (path: string): string => path.split('/').slice(-2).join('/');

const percent = (value: number, whole: number): string => `${((100 * value) / whole).toFixed(3)}%`;

const tileMarkup = (tile: Tile, { x, y, width, height }: Rect): Markup => {
  const hasRoom = (100 * width) / SPACE.width > ROOM.width && (100 * height) / SPACE.height > ROOM.height;
  const words = html`<text x="6" y="16">${tailOf(tile.name)}</text><text x="6" y="32" class="small">${wordsOf(tile)}</text>`;
  return html`<svg x="${percent(x, SPACE.width)}" y="${percent(y, SPACE.height)}" width="${percent(width, SPACE.width)}" height="${percent(height, SPACE.height)}" class="tile ${tile.state}"><title>${tile.name}: ${wordsOf(tile)}. ${STATES[tile.state]}</title><rect width="100%" height="100%"/>${hasRoom ? words : undefined}</svg>`;
};

const legend = (states: readonly State[]): Markup =>
  html`<ul class="legend">${states.map((state) => html`<li><span class="swatch ${state}"></span>${STATES[state]}</li>`)}</ul>`;

const table = (tiles: readonly Tile[]): Markup => {
  const rows = tiles
    .slice(0, LISTED)
    .map(
      (tile) =>
        html`<tr><th scope="row" class="path">${tile.name}</th><td class="number">${formatCount(tile.entries)}</td><td class="number">${formatCount(tile.loose)}</td><td class="state">${STATES[tile.state]}</td></tr>`,
    );
  const more =
    tiles.length > LISTED
      ? html`<p>… and ${countOf(tiles.length - LISTED, 'more directory', 'more directories')}.</p>`
      : undefined;
  return html`<details><summary>The same as a table</summary><div class="scroll" tabindex="0" role="region" aria-label="Directories"><table><thead><tr><th scope="col">Directory</th><th scope="col" class="number">Entries</th><th scope="col" class="number">Loose</th><th scope="col">State</th></tr></thead><tbody>${rows}</tbody></table></div>${more}</details>`;
};

/** The state tree as a map: a tile for each directory, as large as it has entries, coloured by who gets at them. */
export const stateMap = (scan: ScanFacts): Markup | undefined => {
  const tiles = tilesOf(scan);
  if (tiles.length === 0) return undefined;
  const placed = squarify(
    tiles.map((tile) => ({ item: tile, size: tile.entries })),
    SPACE,
  );
  const states = (Object.keys(STATES) as State[]).filter((state) => tiles.some((tile) => tile.state === state));
  return html`<section aria-labelledby="map"><h2 id="map">State tree</h2><p>Each tile is a directory, as large as it has entries. Loose means that a mode gives others more than they should have.</p>${legend(states)}<svg class="map" role="img" aria-label="Map of the state tree; the same data is in the table below">${placed.map(({ item, rect }) => tileMarkup(item, rect))}</svg>${table(tiles)}</section>\n`;
};
