import test from 'ava';
import { isLoopback, withoutUserInfo } from '../../src/policy/loopback.ts';

for (const [host, is] of [
  ['localhost', true],
  ['LOCALHOST', true],
  ['127.0.0.1', true],
  ['127.255.255.254', true],
  ['127.1', true],
  ['0x7f.1', true],
  ['0177.0.0.1', true],
  ['2130706433', true],
  ['[::1]', true],
  ['[0:0:0:0:0:0:0:1]', true],
  ['[::ffff:127.0.0.1]', true],
  ['[::ffff:7f01:203]', true],
  ['127.0.0.1.', true],
  ['127.evil.com', false],
  ['127.0.0.1.evil.com', false],
  ['128.0.0.1', false],
  ['0.0.0.0', false],
  ['localhost.', false],
  ['localhost.evil.com', false],
  ['host.docker.internal', false],
  ['[::]', false],
  ['[::ffff:128.0.0.1]', false],
  ['[::7f00:1]', false],
] as const) {
  test(`${host} is ${is ? '' : 'not '}this machine`, (t) => {
    t.is(isLoopback(new URL(`http://${host}:1`)), is);
  });
}

test('a name and a password are left out of what is shown', (t) => {
  t.is(withoutUserInfo(new URL('https://ada:pw@h:1/p?q')), 'https://h:1/p?q');
});
