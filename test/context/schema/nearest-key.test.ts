import test from 'ava';
import { nearestKey } from '../../../src/context/schema/nearest-key.ts';

const KEYS = ['port', 'bind', 'auth', 'trustedProxies', 'tls'];

const ROWS: readonly (readonly [key: string, meant: string | undefined])[] = [
  ['prot', 'port'],
  ['Port', 'port'],
  [' port', 'port'],
  ['ports', 'port'],
  ['trustedproxys', 'trustedProxies'],
  ['trusted_proxies', 'trustedProxies'],
  ['tsl', 'tls'],
  ['password', undefined],
  ['pt', undefined],
  ['', undefined],
  ['p'.repeat(10_000), undefined],
];

for (const [key, meant] of ROWS) {
  test(`${key.slice(0, 20)} is ${meant ?? 'none of them'}`, (t) => t.is(nearestKey(key, KEYS), meant));
}

test('nothing is near when nothing is known', (t) => t.is(nearestKey('port', []), undefined));
