import test from 'ava';
import { isLaterVersion } from '../../../src/context/schema/version.ts';

const ROWS: readonly (readonly [version: string, than: string, later: boolean])[] = [
  ['2026.2.18', '2026.2.17', true],
  ['v2026.3.1', '2026.2.17', true],
  ['2026.2.17-1', '2026.2.17', true],
  ['2027.1.1', '2026.12.31', true],
  ['2026.2.17', '2026.2.17', false],
  ['2026.2.9', '2026.2.17', false],
  ['2025.12.31', '2026.2.17', false],
  ['next', '2026.2.17', false],
  ['', '2026.2.17', false],
];

for (const [version, than, later] of ROWS) {
  test(`${version || 'nothing'} is ${later ? '' : 'not '}later than ${than}`, (t) =>
    t.is(isLaterVersion(version, than), later));
}
