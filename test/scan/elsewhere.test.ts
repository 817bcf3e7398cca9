import path from 'node:path';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { runAudit } from '../../src/run-audit.ts';
import { makeHome } from '../helpers/home.ts';

test('what lies outside the state directory is named by its own path, and judged by its own parents', async (t) => {
  const home = makeHome(t, {
    '.openclaw/openclaw.json': { json: { agents: { defaults: { workspace: '~/ws' } } } },
    'oauth/telegram-allowFrom.json': { text: '{}', mode: 0o644 },
    'ws/AGENTS.md': { text: '', mode: 0o666 },
    oauth: { dir: true, mode: 0o700 },
    ws: { dir: true, mode: 0o755 },
    '.openclaw': { dir: true, mode: 0o700 },
  });
  const env = { HOME: home, OPENCLAW_OAUTH_DIR: path.join(home, 'oauth') };
  const { findings } = await runAudit(createContext({ env, cwd: home }));
  const at = (id: string) => findings.find(({ checkId }) => checkId === id);
  const credentials = at('fs.credentials.perms_readable');
  t.deepEqual(credentials?.places, [{ file: path.join(home, 'oauth/telegram-allowFrom.json') }]);
  t.deepEqual(at('fs.prompts.perms_writable')?.places, [{ file: path.join(home, 'ws/AGENTS.md') }]);
  const { exposure } = credentials ?? {};
  t.true(exposure?.exposed === false && exposure.closedBy.startsWith(home));
});

test('what a fix leaves alone outside the state directory is not called fixable, and the finding says what to do', async (t) => {
  const ROWS = [
    { inside: 0o600, fixable: undefined, says: /All of them lie outside/ },
    { inside: 0o622, fixable: true, says: /1 of them lie outside/ },
  ];
  for (const { inside, fixable, says } of ROWS) {
    const home = makeHome(t, {
      '.openclaw/openclaw.json': { json: { agents: { defaults: { workspace: '~/ws' } } } },
      '.openclaw/workspace-x/AGENTS.md': { text: '', mode: inside },
      'ws/AGENTS.md': { text: '', mode: 0o666 },
      '.openclaw': { dir: true, mode: 0o700 },
    });
    const { findings } = await runAudit(createContext({ env: { HOME: home }, cwd: home }));
    const finding = findings.find(({ checkId }) => checkId === 'fs.prompts.perms_writable');
    t.is(finding?.fixable, fixable);
    t.regex(finding?.detail ?? '', says);
    t.regex(finding?.remediation ?? '', /chmod go-w FILE/);
  }
});
