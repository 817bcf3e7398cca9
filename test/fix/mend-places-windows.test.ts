import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { mendPlacesOnWindows, type RunProgram } from '../../src/fix/mend-places-windows.ts';
import type { Command } from '../../src/platform/windows-acl.ts';

const USER = 'S-1-5-21-1-2-3-1001';
const ROOT = 'C:\\Windows';

/** A system that writes down what it is told to run. */
const system = (answers: Readonly<Record<string, { error: string }>> = {}) => {
  const ran: Command[] = [];
  const run: RunProgram = (command) => {
    ran.push(command);
    if (command.program.endsWith('whoami.exe')) return answers.whoami ?? { output: `"ОФИС\\Анна","${USER}"\r\n` };
    return answers[command.args[1] ?? ''] ?? { output: '' };
  };
  return { ran, run };
};

test('without a SID nothing is run, and each place says so', (t) => {
  const { ran, run } = system({ whoami: { error: 'ENOENT' } });
  t.deepEqual(
    mendPlacesOnWindows([{ path: 'C:\\s', type: 'directory' }], ROOT, run, false).map(({ kind, ok, skipped }) => [
      kind,
      ok,
      skipped,
    ]),
    [['icacls', false, 'missing-user']],
  );
  t.is(ran.length, 1);
});

test('a place that is not there is skipped, a path with a wildcard is an error', (t) => {
  const { ran, run } = system();
  const actions = mendPlacesOnWindows(
    [
      { path: 'C:\\gone', type: 'file' },
      { path: 'C:\\*', type: 'file' },
    ],
    ROOT,
    run,
    false,
  );
  t.deepEqual(
    actions.map(({ skipped, error }) => skipped ?? error),
    ['missing', 'BAD_PATH'],
  );
  t.is(ran.length, 1);
});

// The place has a Windows path, and stands in the current folder of this system under that very name.
const inFolder = test.serial;
const withPlace = (work: (path: string) => void): void => {
  const before = process.cwd();
  const folder = fs.mkdtempSync(join(tmpdir(), 'windows-'));
  process.chdir(folder);
  try {
    fs.writeFileSync('C:\\state', '');
    work('C:\\state');
  } finally {
    process.chdir(before);
    fs.rmSync(folder, { recursive: true });
  }
};

inFolder('a place is granted, cut from inheritance, cleared of others, in this order', (t) => {
  withPlace((path) => {
    const { ran, run } = system();
    const [action] = mendPlacesOnWindows([{ path, type: 'file' }], ROOT, run, false);
    t.true(action?.ok);
    t.deepEqual(
      ran.slice(1).map(({ args }) => args[1]),
      ['/grant:r', '/inheritance:r', '/remove:g'],
    );
    t.notRegex(action?.command ?? '', /Анна/);
  });
});

inFolder('a step that fails ends it there, and a preview runs nothing', (t) => {
  withPlace((path) => {
    const failing = system({ '/grant:r': { error: 'exit 5' } });
    t.is(mendPlacesOnWindows([{ path, type: 'file' }], ROOT, failing.run, false)[0]?.error, 'exit 5');
    t.is(failing.ran.length, 2);
    const preview = system();
    t.is(mendPlacesOnWindows([{ path, type: 'file' }], ROOT, preview.run, true)[0]?.skipped, 'preview');
    t.is(preview.ran.length, 1);
  });
});
