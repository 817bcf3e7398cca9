import test from 'ava';
import { fileUri, uriPath } from '../../src/render/file-uri.ts';

for (const [path, uri] of [
  ['/home/ada/x.json', 'file:///home/ada/x.json'],
  ['/a b/ö', 'file:///a%20b/%C3%B6'],
  ['/a%20b', 'file:///a%2520b'],
  ["/it's(1)*", 'file:///it%27s%281%29%2A'],
  ['/a\\b', 'file:///a%5Cb'],
  ['/x\udcff\udc80', 'file:///x%FF%80'],
  ['/x\ud800y', 'file:///x%EF%BF%BDy'],
  ['C:\\Users\\ada\\x', 'file:///C:/Users/ada/x'],
  ['\\\\server\\share\\x', 'file://server/share/x'],
] as const) {
  test(`${JSON.stringify(path)} → ${uri}`, (t) => {
    t.is(fileUri(path), uri);
    t.notThrows(() => new URL(uri));
  });
}

test('a relative path cannot be taken for a scheme', (t) => {
  t.is(uriPath('javascript:x/y'), 'javascript%3Ax/y');
});
