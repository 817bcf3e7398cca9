/** One series of points over whole numbers, and one level to compare it with. Values are 0 or more. */
export type Plot = {
  readonly title: string;
  /** What the axes show, with the unit. */
  readonly x: string;
  readonly y: string;
  readonly series: string;
  readonly points: readonly (readonly [x: number, y: number])[];
  readonly line: { readonly label: string; readonly value: number };
};

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 72;
const RIGHT = 24;
const TOP = 48;
const BOTTOM = 56;
const TICKS = 5;

// Read on white and on black alike: a grey in the middle, and two colours that differ for the colour-blind too.
const GREY = '#808080';
const BLUE = '#2f81f7';
const ORANGE = '#d9730d';

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

const text = (x: number, y: number, words: string, more = ''): string =>
  `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" ${more}>${escaped(words)}</text>`;

/** The next round step (1, 2 or 5 times a power of ten) with which `TICKS` steps reach a value. */
const roundStep = (greatest: number): number => {
  const raw = greatest / TICKS;
  const power = 10 ** Math.floor(Math.log10(raw));
  return power * ([1, 2, 5].find((factor) => factor * power >= raw) ?? 10);
};

/** The picture as SVG: axes from zero, no background, so that it suits light and dark pages. */
export const plotSvg = ({ title, x, y, series, points, line }: Plot): string => {
  const greatest = Math.max(line.value, ...points.map(([, value]) => value));
  const step = roundStep(greatest);
  const top = Math.ceil(greatest / step) * step;
  const last = Math.max(...points.map(([at]) => at));
  const px = (at: number): number => LEFT + ((at - 0.5) / last) * (WIDTH - LEFT - RIGHT);
  const py = (value: number): number => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const digits = Math.max(0, -Math.floor(Math.log10(step)));
  const levels = Array.from({ length: Math.round(top / step) + 1 }, (_, index) => index * step);
  const path = points.map(([at, value]) => `${px(at).toFixed(1)},${py(value).toFixed(1)}`).join(' ');
  const legend = (at: number, colour: string, words: string, dashes = ''): string =>
    `<line x1="${at}" y1="34" x2="${at + 24}" y2="34" stroke="${colour}" stroke-width="2"${dashes}/>${text(at + 30, 38, words, `fill="${colour}"`)}`;
  const dashed = ' stroke-dasharray="6 4"';
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" font-family="sans-serif" font-size="12" fill="${GREY}" role="img" aria-label="${escaped(title).replaceAll('"', '&quot;')}">`,
    text(LEFT, 18, title, 'font-size="14" font-weight="bold"'),
    legend(LEFT, BLUE, series),
    legend(LEFT + 130, ORANGE, line.label, dashed),
    ...levels.map(
      (level) =>
        `<line x1="${LEFT}" y1="${py(level).toFixed(1)}" x2="${WIDTH - RIGHT}" y2="${py(level).toFixed(1)}" stroke="${GREY}" stroke-opacity="${level === 0 ? 1 : 0.25}"/>${text(LEFT - 8, py(level) + 4, level.toFixed(digits), 'text-anchor="end"')}`,
    ),
    ...points.map(([at]) => text(px(at), HEIGHT - BOTTOM + 20, String(at), 'text-anchor="middle"')),
    text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 12, x, 'text-anchor="middle"'),
    text(0, 0, y, `text-anchor="middle" transform="translate(20 ${(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)"`),
    `<line x1="${LEFT}" y1="${py(line.value).toFixed(1)}" x2="${WIDTH - RIGHT}" y2="${py(line.value).toFixed(1)}" stroke="${ORANGE}" stroke-width="2"${dashed}/>`,
    `<polyline points="${path}" fill="none" stroke="${BLUE}" stroke-width="2"/>`,
    ...points.map(
      ([at, value]) => `<circle cx="${px(at).toFixed(1)}" cy="${py(value).toFixed(1)}" r="4" fill="${BLUE}"/>`,
    ),
    '</svg>',
  ].join('\n')}\n`;
};
