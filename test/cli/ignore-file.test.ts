import test from 'ava';
import { makeHome } from '../helpers/home.ts';
import { runProgram } from '../helpers/run-program.ts';

// In the built program the packages are bundled, and a package that is loaded when it is needed may have lost its names there.
for (const [name, text] of [
  ['ignore.yaml', '- checkId: fs.state_dir.*\n  reason: accepted\n'],
  ['ignore.json5', "[{ checkId: 'fs.state_dir.*', reason: 'accepted' }]"],
] as const)
  test(`the built program reads ${name}`, (t) => {
    const home = makeHome(t, { state: { dir: true, mode: 0o755 }, [name]: { text } });
    const { status, stdout, stderr } = runProgram(
      'audit',
      '--json',
      '--state-dir',
      `${home}/state`,
      '--ignore-file',
      `${home}/${name}`,
    );
    t.is(stderr, '');
    t.is(status, 0);
    t.deepEqual(
      JSON.parse(stdout).suppressedFindings.map(({ checkId }: { checkId: string }) => checkId),
      ['fs.state_dir.perms_readable'],
    );
  });
