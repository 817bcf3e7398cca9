import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { createContext } from '../../src/context/create-context.ts';
import { UsageError } from '../../src/context/paths.ts';
import { type ReportFlags, readReportOptions } from '../../src/report/read-report-options.ts';
import { finding, reportOf } from './fixtures.ts';

const IDS = ['fs.config.perms', 'gateway.bind_no_auth'];

const CONFIG = "{ security: { audit: { suppressions: [{ checkId: 'a.b', reason: 'r' }, { checkId: 7 }] } } }";

/** Reads the flags in a home with a config and these files beside it. */
const read = (
  t: { teardown: (undo: () => void) => void },
  flags: ReportFlags,
  files: Record<string, string | Buffer> = {},
) => {
  const home = mkdtempSync(join(tmpdir(), 'options-'));
  t.teardown(() => rmSync(home, { recursive: true, force: true }));
  mkdirSync(join(home, '.openclaw'));
  for (const [name, content] of Object.entries({ '.openclaw/openclaw.json': CONFIG, ...files }))
    writeFileSync(join(home, name), content);
  const now = new Date('2027-01-01');
  return readReportOptions(flags, createContext({ env: { HOME: home }, cwd: home, now }), IDS);
};

test('everything at once, files relative to the current folder', async (t) => {
  const options = await read(
    t,
    { only: ['fs.*'], skip: ['gateway.bind_no_auth'], baseline: 'old.json', 'ignore-file': ['ignore.yaml'] },
    { 'old.json': JSON.stringify(reportOf([finding('a.b')])), 'ignore.yaml': '- {checkId: c.d, reason: r}' },
  );
  t.deepEqual(
    options.suppressions?.map(({ source, checkId }) => [source, checkId]),
    [
      ['config', 'a.b'],
      ['ignore-file', 'c.d'],
    ],
  );
  t.is(options.invalidSuppressions?.length, 1);
  t.is(options.baseline?.findings.length, 1);
  t.deepEqual(options.now, new Date('2027-01-01'));
});

for (const [what, flags, files, message] of [
  ['a check that is none', { only: ['gatway.*'] }, {}, /there is no check gatway\.\*/],
  ['no such baseline', { baseline: 'no.json' }, {}, /^--baseline no\.json: there is no such file/],
  ['a baseline that is a folder', { baseline: '.openclaw' }, {}, /no regular file/],
  ['a baseline that is no text', { baseline: 'b' }, { b: Buffer.from([0xff, 0xfe]) }, /no UTF-8/],
  ['a baseline that is no report', { baseline: 'b' }, { b: '{}' }, /there are no findings in it/],
  [
    'a bad ignore file',
    { 'ignore-file': ['i.yaml'] },
    { 'i.yaml': '- {checkId: a.b}' },
    /^--ignore-file i\.yaml: rule\[0\] has no reason/,
  ],
] as const) {
  test(`refused: ${what}`, async (t) => {
    const error = await t.throwsAsync(async () => read(t, flags, files), { instanceOf: UsageError });
    t.regex(error?.message ?? '', message);
  });
}
