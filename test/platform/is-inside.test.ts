import test from 'ava';
import { isInside } from '../../src/platform/is-inside.ts';

const INSIDE: [place: string, directory: string][] = [
  ['/home/u/.openclaw', '/home/u/.openclaw'],
  ['/home/u/.openclaw/agents/main', '/home/u/.openclaw'],
  ['/home/u/.openclaw/..agents', '/home/u/.openclaw'],
  ['/openclaw', '/'],
];

const OUTSIDE: [place: string, directory: string][] = [
  ['/home/u', '/home/u/.openclaw'],
  ['/home/u/.openclaw-old/agents', '/home/u/.openclaw'],
  ['/srv', '/home/u/.openclaw'],
];

for (const [place, directory] of INSIDE) {
  test(`${place} lies in ${directory}`, (t) => {
    t.true(isInside(place, directory));
  });
}

for (const [place, directory] of OUTSIDE) {
  test(`${place} does not lie in ${directory}`, (t) => {
    t.false(isInside(place, directory));
  });
}
