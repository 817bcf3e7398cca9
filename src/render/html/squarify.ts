/** A rectangle, in the unit of the area that is divided. */
export type Rect = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

/** Something and the share it is to get: any unit, more than 0. */
export type Sized<T> = { readonly item: T; readonly size: number };

/** The longest side by the shortest, of the worst rectangle, when areas share a strip along a side of this length. */
const worstRatio = (areas: readonly number[], side: number): number => {
  const sum = areas.reduce((total, area) => total + area, 0);
  const depth = sum / side;
  return Math.max(...areas.map((area) => Math.max(depth ** 2 / area, area / depth ** 2)));
};

/** Cuts a strip off the shorter side of `rect`. */
const cutStrip = <T>(
  strip: readonly Sized<T>[],
  { x, y, width, height }: Rect,
): { tiles: { item: T; rect: Rect }[]; rest: Rect } => {
  const sum = strip.reduce((total, { size }) => total + size, 0);
  const isColumn = width >= height;
  const depth = sum / (isColumn ? height : width);
  let along = isColumn ? y : x;
  const tiles = strip.map(({ item, size }) => {
    const length = size / depth;
    const rect = isColumn
      ? { x, y: along, width: depth, height: length }
      : { x: along, y, width: length, height: depth };
    along += length;
    return { item, rect };
  });
  const rest = isColumn
    ? { x: x + depth, y, width: width - depth, height }
    : { x, y: y + depth, width, height: height - depth };
  return { tiles, rest };
};

/**
 * A squarified treemap (Bruls, Huizing and van Wijk, 2000): divides `rect` into one tile for each item, its area in proportion
 * to its size, as close to a square as the greedy rule gets. Sizes are above zero; the greatest come first.
 */
export const squarify = <T>(items: readonly Sized<T>[], rect: Rect): { readonly item: T; readonly rect: Rect }[] => {
  const total = items.reduce((sum, { size }) => sum + size, 0);
  const scale = (rect.width * rect.height) / total;
  const left = items.map(({ item, size }) => ({ item, size: size * scale })).sort((a, b) => b.size - a.size);
  const tiles: { item: T; rect: Rect }[] = [];
  let free = rect;
  while (left.length > 0) {
    const side = Math.min(free.width, free.height);
    let count = 1;
    let ratio = worstRatio([(left[0] as Sized<T>).size], side);
    while (count < left.length) {
      const wider = worstRatio(
        left.slice(0, count + 1).map(({ size }) => size),
        side,
      );
      if (wider > ratio) break;
      ratio = wider;
      count++;
    }
    const cut = cutStrip(left.splice(0, count), free);
    tiles.push(...cut.tiles);
    free = cut.rest;
  }
  return tiles;
};
