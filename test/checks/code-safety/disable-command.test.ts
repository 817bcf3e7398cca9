import test from 'ava';
import { disableCommand } from '../../../src/checks/code-safety/disable-command.ts';
import type { CodeUnit } from '../../../src/code-safety/code-unit.ts';

const unit = (kind: CodeUnit['kind'], name: string): CodeUnit => ({
  kind,
  name,
  root: '/x',
  isFolder: true,
  source: 'extensions',
});

test('each kind is switched off by its own key', (t) => {
  t.is(disableCommand(unit('plugin', 'notes')), 'openclaw config set plugins.entries.notes.enabled false');
  t.is(disableCommand(unit('skill', 'the_weather')), 'openclaw config set skills.entries.the_weather.enabled false');
  t.is(disableCommand(unit('hook', 'a-1')), 'openclaw config set hooks.internal.entries.a-1.enabled false');
});

test('a name that says more than a name is in no command', (t) => {
  for (const name of ['', 'a.b', 'a b', '-x', '$(id)', 'a;id', "a'b", 'a\nb', '[0]', 'x'.repeat(65)])
    t.is(disableCommand(unit('plugin', name)), undefined, name);
});
