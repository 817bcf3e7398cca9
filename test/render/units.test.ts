import test from 'ava';
import { countOf, formatBytes, formatSeconds } from '../../src/render/units.ts';

test('counts', (t) => {
  t.is(countOf(1, 'file'), '1 file');
  t.is(countOf(1204, 'file'), '1,204 files');
  t.is(countOf(0, 'directory', 'directories'), '0 directories');
});

for (const [bytes, text] of [
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1,023 bytes'],
  [1024, '1.0 KiB'],
  [1024 ** 2 - 1, '1024.0 KiB'],
  [3.2 * 1024 ** 3, '3.2 GiB'],
  [1024 ** 6, '1024.0 PiB'],
] as const) {
  test(`${bytes} bytes`, (t) => {
    t.is(formatBytes(bytes), text);
  });
}

for (const [seconds, text] of [
  [0.004, '0.00 s'],
  [1.944, '1.94 s'],
  [9.999, '10 s'],
  [59.6, '1 min 0 s'],
  [93, '1 min 33 s'],
  [7300, '2 h 1 min'],
] as const) {
  test(`${seconds} seconds`, (t) => {
    t.is(formatSeconds(seconds), text);
  });
}
