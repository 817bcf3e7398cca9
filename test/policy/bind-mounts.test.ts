import test from 'ava';
import {
  bindDanger,
  bindSource,
  isDockerData,
  normalizeSource,
  ownPlaces,
  SYSTEM_PLACES,
} from '../../src/policy/bind-mounts.ts';

for (const [bind, source] of [
  ['/etc:/x:ro', '/etc'],
  [' /etc:/x ', '/etc'],
  [' /etc : /x', '/etc'],
  ['/etc', '/etc'],
  [':/z', ':/z'],
  ['vol:/y', 'vol'],
  ['', ''],
] as const) {
  test(`the host side of "${bind}" is "${source}"`, (t) => {
    t.is(bindSource(bind), source);
  });
}

for (const [source, normal] of [
  ['//etc/../etc//passwd', '/etc/passwd'],
  ['/root/', '/root'],
  ['/./', '/'],
  ['/', '/'],
  ['//', '/'],
  ['/a/../..', '/'],
] as const) {
  test(`${source} is ${normal}`, (t) => {
    t.is(normalizeSource(source), normal);
  });
}

const HOME = '/srv/homes/ada';
const STATE = `${HOME}/.openclaw`;
const PLACES = [
  ...SYSTEM_PLACES,
  ...ownPlaces({ home: HOME, stateDir: STATE, configPath: '/srv/conf/openclaw.json', credentialsDir: '/srv/cred' }),
];

for (const [source, danger] of [
  ['/', 'inside /'],
  ['/etc', 'inside /etc'],
  ['/etc/ssl', 'inside /etc'],
  ['/etcetera', undefined],
  ['/var/run/docker.sock', 'inside /var/run'],
  ['/var', 'contains /var/run'],
  ['/var/runner', undefined],
  ['/var/lib/docker', undefined],
  ['/private', 'contains /private/etc'],
  ['/usr', undefined],
  ['/usr/share', undefined],
  ['/device', undefined],
  ['/rootless', undefined],
  [HOME, `inside ${HOME}`],
  ['/srv/homes', `contains ${STATE}`],
  [`${HOME}/project`, undefined],
  [`${HOME}/.ssh`, `inside ${HOME}/.ssh`],
  [`${HOME}/.ssh/id`, `inside ${HOME}/.ssh`],
  [`${HOME}/.config`, `contains ${HOME}/.config/gcloud`],
  [STATE, `inside ${STATE}`],
  [`${STATE}/agents`, `inside ${STATE}`],
  [`${STATE}/workspace`, undefined],
  [`${STATE}/workspace-ops/src`, undefined],
  [`${STATE}/workspaces`, `inside ${STATE}`],
  ['/srv/cred/oauth.json', 'inside /srv/cred'],
  ['/srv/conf', 'contains /srv/conf/openclaw.json'],
  ['/srv/data', undefined],
  ['/home', 'inside /home'],
  ['/home/bob', 'inside /home/bob'],
  ['/home/bob/project', undefined],
  ['/home/bob/.ssh', 'inside /home/bob/.ssh'],
  ['/home/bob/.openclaw', 'inside /home/bob/.openclaw'],
  ['/home/bob/.openclaw/workspace', undefined],
  ['/Users/bob', 'inside /Users/bob'],
] as const) {
  test(`${source} is ${danger ?? 'nothing'}`, (t) => {
    const found = bindDanger(source, PLACES);
    t.is(found && `${found.relation} ${found.place.path}`, danger);
  });
}

test('capitals count where the file system tells them apart', (t) => {
  t.is(bindDanger('/ETC/ssl', PLACES), undefined);
  t.is(bindDanger('/ETC/ssl', PLACES, true)?.place.path, '/etc');
});

for (const [source, is] of [
  ['/var/lib/docker', true],
  ['/var/lib/docker/volumes', true],
  ['/var/lib/dockerfiles', false],
  ['/var/lib', false],
] as const) {
  test(`${source} is ${is ? '' : 'not '}the data of a container engine`, (t) => {
    t.is(isDockerData(source), is);
  });
}
