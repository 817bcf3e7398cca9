import test from 'ava';
import { countOf, formatBytes, formatMode, formatSeconds } from '../../src/audit/units.ts';

test('a count has its thousands apart and its noun in the right number', (t) => {
  t.is(countOf(1, 'file'), '1 file');
  t.is(countOf(1204, 'file'), '1,204 files');
  t.is(countOf(0, 'directory', 'directories'), '0 directories');
});

for (const [mode, text] of [
  [0o600, '600'],
  [0o2770, '2770'],
  [0o007, '007'],
] as const) {
  test(`the mode ${text} is written as chmod takes it`, (t) => {
    t.is(formatMode(mode), text);
  });
}

for (const [bytes, text] of [
  [0, '0 bytes'],
  [1, '1 byte'],
  [1023, '1,023 bytes'],
  [1024, '1.0 KiB'],
  [1024 ** 2 - 1, '1024.0 KiB'],
  [3.2 * 1024 ** 3, '3.2 GiB'],
  [1024 ** 6, '1024.0 PiB'],
] as const) {
  test(`a size of ${bytes} bytes reads "${text}"`, (t) => {
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
  test(`a time of ${seconds} seconds reads "${text}"`, (t) => {
    t.is(formatSeconds(seconds), text);
  });
}
