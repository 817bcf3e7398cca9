import { closeSync, constants, mkdirSync, openSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'ava';
import { systemCalls } from '../../src/platform/load-system-calls.ts';
import { nativePath } from '../../src/platform/path-bytes.ts';
import type { EntryBatch } from '../../src/scan/directory-reader.ts';
import { openReader } from '../../src/scan/open-reader.ts';
import { makeHome } from '../helpers/home.ts';

const WAYS = [
  ['system calls', systemCalls()],
  ['paths', undefined],
] as const;

/** All names, sorted, each with what the reader says of it: as listed, and again as of names that are known. */
const readAll = (directory: string, calls: (typeof WAYS)[number][1]): string[] => {
  const reader = openReader(directory, calls);
  const lines = ({ names, look }: EntryBatch) => names.map((name, index) => `${name} ${look(index)?.ino}`);
  const all: string[] = [];
  try {
    for (const batch of reader.batches()) {
      const listed = lines(batch);
      const known = batch.names.length > 0 ? lines(reader.batchOf(batch.names.join('/'))) : [];
      all.push(...(known.join() === listed.join() ? listed : [`${listed} is not ${known}`]));
    }
    return all.sort();
  } finally {
    reader.close();
  }
};

const contents: Readonly<Record<string, readonly string[]>> = {
  nothing: [],
  'more names than fit into one answer of the system': Array.from(
    { length: 9000 },
    (_, at) => `${at}-${'x'.repeat(at % 90)}`,
  ),
  'names beyond ASCII': ['é', '日本語', '\u{1F600}', '\uFFFD', 'e\u0301', '\u202Ereversed'],
  'names that are no UTF-8': ['\udcff', 'a\udc80b', 'plain', 'é\udce9'],
  'names that look like something else': ['...', ' ', '-rf', 'line\nbreak', '\\', 'x'.repeat(255)],
};
for (const [what, names] of Object.entries(contents)) {
  test(`${what}: both readers find every entry, and the same`, (t) => {
    const root = makeHome(t);
    for (const name of names) writeFileSync(nativePath(`${root}/${name}`), '');
    const [byCalls, byPath] = WAYS.map(([, calls]) => readAll(root, calls));
    t.deepEqual(byCalls, byPath);
    t.is(byCalls?.length, names.length);
    t.deepEqual(byCalls?.map((line) => line.replace(/ \d+$/, '')).sort(), [...names].sort());
  });
}

for (const [way, calls] of WAYS) {
  test(`by ${way}: a path beyond PATH_MAX is read to its end`, (t) => {
    const root = makeHome(t);
    // Made from the inside out, for no system call takes the whole path.
    const level = 'd'.repeat(200);
    let inner = join(root, 'inner');
    mkdirSync(inner);
    writeFileSync(join(inner, 'file'), '');
    for (let depth = 0; depth < 25; depth++) {
      const outer = join(root, `outer${depth}`);
      mkdirSync(outer);
      renameSync(inner, join(outer, level));
      inner = outer;
    }
    const deep = [inner, ...Array.from({ length: 25 }, () => level)].join('/');
    t.true(deep.length > 4096);
    t.regex(readAll(deep, calls).join(), /^file \d+$/);
  });

  test(`by ${way}: a reader that is left early holds nothing open`, (t) => {
    const root = makeHome(t);
    for (let at = 0; at < 9000; at++) writeFileSync(join(root, String(at)), '');
    const next = () => {
      const descriptor = openSync('/', constants.O_RDONLY);
      closeSync(descriptor);
      return descriptor;
    };
    const before = next();
    for (let round = 0; round < 3; round++) {
      const reader = openReader(root, calls);
      for (const { names } of reader.batches()) if (names.length > 0) break;
      reader.close();
    }
    t.is(next(), before);
  });
}

for (const [way, calls] of WAYS) {
  test(`by ${way}: names that are no UTF-8 come in bounded batches too`, (t) => {
    const root = makeHome(t);
    const count = 25_000;
    for (let index = 0; index < count; index++) writeFileSync(nativePath(`${root}/\udcff${index}`), '');
    const reader = openReader(root, calls);
    t.teardown(() => reader.close());
    const sizes = [...reader.batches()].map(({ names }) => names.length);
    t.is(
      sizes.reduce((sum, size) => sum + size, 0),
      count,
    );
    // The shortest entry takes 24 bytes of a listing of 256 KiB (getdents64(2)).
    t.true(Math.max(...sizes) < 11_000, `${sizes}`);
  });
}
