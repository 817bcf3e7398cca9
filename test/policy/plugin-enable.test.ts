import test from 'ava';
import { isPluginEnabled, pluginSettings } from '../../src/policy/plugin-enable.ts';

/** spec: config-and-resolution 3.14 */
for (const [plugins, id, kind, on] of [
  [undefined, 'x', undefined, true],
  [{ enabled: false }, 'x', undefined, false],
  [{ enabled: 'no' }, 'x', undefined, true],
  [{ deny: [' X '] }, 'x', undefined, false],
  [{ allow: ['y'] }, 'x', undefined, false],
  [{ allow: ['X'] }, 'x', undefined, true],
  [{ allow: ['x'], deny: ['x'] }, 'x', undefined, false],
  [{ allow: [' '] }, 'x', undefined, true],
  [{ entries: { X: { enabled: false } } }, 'x', undefined, false],
  [{ entries: { x: { enabled: true } } }, 'x', undefined, true],
  [{ entries: { x: 7 } }, 'x', undefined, true],
  [undefined, 'x', 'memory', false],
  [undefined, 'memory-core', 'memory', true],
  [{ slots: { memory: 'X' } }, 'x', 'memory', true],
  [{ slots: { memory: 'None' } }, 'none', 'memory', false],
] as const) {
  test(`${JSON.stringify(plugins)} ${on ? 'loads' : 'does not load'} ${kind ?? ''} ${id}`, (t) => {
    t.is(isPluginEnabled(pluginSettings({ plugins }), id, kind), on);
  });
}
