import path from 'node:path';

/** True when `place` is `directory` or lies below it, by the paths alone: no link is followed. Both absolute. */
export const isInside = (place: string, directory: string): boolean => {
  const way = path.relative(directory, place);
  return way !== '..' && !way.startsWith(`..${path.sep}`) && !path.isAbsolute(way);
};
