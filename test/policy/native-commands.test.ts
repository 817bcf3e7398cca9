import test from 'ava';
import { isNativeOn } from '../../src/policy/native-commands.ts';

/** spec: config-and-resolution 3.9 */
for (const [channel, own, global, on] of [
  ['telegram', undefined, undefined, true],
  ['discord', undefined, 'auto', true],
  ['slack', undefined, 'auto', false],
  ['matrix', undefined, undefined, false],
  ['slack', undefined, true, true],
  ['telegram', undefined, false, false],
  ['telegram', false, true, false],
  ['slack', true, false, true],
  ['telegram', 'auto', false, true],
  ['slack', 'auto', true, false],
] as const) {
  test(`${channel}: ${own}, globally ${global}: ${on ? 'on' : 'off'}`, (t) => {
    t.is(isNativeOn({ commands: { native: global } }, channel, { commands: { native: own } }, 'native'), on);
  });
}

test('commands and skills are two settings', (t) => {
  const config = { commands: { native: false, nativeSkills: true } };
  t.false(isNativeOn(config, 'slack', {}, 'native'));
  t.true(isNativeOn(config, 'slack', {}, 'nativeSkills'));
});

test('auto is off where the plugin of the channel is not loaded', (t) => {
  const config = { plugins: { entries: { discord: { enabled: false } } } };
  t.false(isNativeOn(config, 'discord', {}, 'native'));
  t.true(isNativeOn(config, 'telegram', {}, 'native'));
  t.true(isNativeOn(config, 'discord', { commands: { native: true } }, 'native'));
});
