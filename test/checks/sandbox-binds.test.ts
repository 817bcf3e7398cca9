import path from 'node:path';
import test from 'ava';
import { sandboxBinds } from '../../src/checks/sandbox-binds.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';
import { makeHome } from '../helpers/home.ts';

const binds = (...list: readonly unknown[]) => ({
  config: { agents: { defaults: { sandbox: { docker: { binds: list } } } } },
});
const DANGER = 'sandbox.dangerous_bind_mount critical';
const RELATIVE = 'sandbox.bind_mount_non_absolute warn';

checkTable(sandboxBinds, [
  ['a project', binds('/srv/data:/data:ro'), []],
  ['the whole host', binds('/:/host'), [DANGER]],
  ['system configuration, read-only', binds('/etc:/x:ro'), [DANGER]],
  ['each bind is a finding', binds('/etc:/a', '/srv:/b', '/proc/self:/c'), [DANGER, DANGER]],
  [
    'of the browser too',
    { config: { agents: { defaults: { sandbox: { browser: { binds: ['/etc:/x'] } } } } } },
    [DANGER],
  ],
  [
    'of an agent that is not sandboxed',
    { config: { agents: { list: [{ id: 'a', sandbox: { docker: { binds: ['/dev:/d'] } } }] } } },
    [DANGER],
  ],
  ['the state directory', binds('/nonexistent/ada/.openclaw:/o'), [DANGER]],
  ['a workspace in it', binds('/nonexistent/ada/.openclaw/workspace-ops:/w'), []],
  [
    'the folder of a config that lies elsewhere',
    { ...binds('/nonexistent/conf:/c'), paths: { configPath: '/nonexistent/conf/openclaw.json' } },
    [DANGER],
  ],
  ['capitals on Linux', binds('/ETC:/e'), []],
  ['capitals on macOS', { ...binds('/ETC:/e'), platform: 'darwin' }, [DANGER]],
  ['relative, a volume, nothing', binds('./x:/x', 'vol:/y', ':/z', ''), [RELATIVE, RELATIVE, RELATIVE, RELATIVE]],
  ['no texts', binds(1, null, ['/etc']), []],
  ["Docker's data", binds('/var/lib/docker/volumes:/v'), ['sandbox.docker_data_bind warn']],
]);

test('a link is judged by where it leads, and so is a place behind one', async (t) => {
  const home = makeHome(t, {
    'real/credentials': { dir: true },
    '.openclaw': { link: 'real' },
    project: { dir: true },
    innocent: { link: '/etc' },
  });
  const at = (name: string) => `${path.join(home, name)}:/x`;
  const paths = { home, stateDir: path.join(home, '.openclaw') };
  const findings = await findingsOf(sandboxBinds, {
    ...binds(at('innocent'), at('innocent/ssl'), at('real'), at('project')),
    paths,
  });
  t.deepEqual(
    findings.map(({ places }) => places?.[0]?.key?.at(-1)),
    ['0', '1', '2'],
  );
  t.regex(findings[0]?.detail ?? '', /innocent \(a link to .*\/etc\)/);
});
