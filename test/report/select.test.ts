import test from 'ava';
import { createSelector, unknownPatterns } from '../../src/report/select.ts';
import { finding } from './fixtures.ts';

const ROWS: readonly (readonly [only: string[], skip: string[], id: string, wanted: boolean])[] = [
  [[], [], 'fs.config.perms_readable', true],
  [['fs.*'], [], 'fs.config.perms_readable', true],
  [['fs.*'], [], 'gateway.bind', false],
  [['fs.*', 'gateway.bind'], [], 'gateway.bind', true],
  [[], ['fs.*'], 'fs.config.perms_readable', false],
  [['fs.*'], ['fs.config.*'], 'fs.config.perms_readable', false],
  [['channels.*.dm'], [], 'channels.work/one.dm', true],
  [['fs.{config,state_dir}.*'], [], 'fs.state_dir.perms', true],
  [['FS.*'], [], 'fs.config.perms', false],
];

for (const [only, skip, id, wanted] of ROWS) {
  test(`--only [${only}] --skip [${skip}]: ${id} is ${wanted ? 'in' : 'out'}`, (t) => {
    t.is(createSelector({ only, skip })(finding(id)), wanted);
  });
}

test('a pattern that fits no check is told', (t) => {
  const ids = ['fs.config.perms', 'channels.<channel>.dm.open'];
  t.deepEqual(unknownPatterns(['fs.*', 'fs.config.perms', 'channels.telegram.dm.open', 'channels.*', '*'], ids), []);
  t.deepEqual(unknownPatterns(['gatway.*', 'fs.config', 'fs.config.perm'], ids), [
    'gatway.*',
    'fs.config',
    'fs.config.perm',
  ]);
});
