import test from 'ava';
import { type AnyAction, type FixResult, modeNotes } from '../../src/fix/fix-result.ts';
import { renderFixText } from '../../src/render/fix-text.ts';
import { NOTHING_MENDED } from '../../src/scan/mender.ts';

const icacls = (rest: { ok: boolean; skipped?: string; error?: string }): AnyAction => ({
  kind: 'icacls',
  path: 'C:\\s',
  command: '"icacls.exe" "C:\\s"',
  ...rest,
});

const result = (rest: Partial<FixResult>): FixResult => ({
  ok: true,
  stateDir: '/s',
  configPath: '/s/openclaw.json',
  configWritten: false,
  changes: [],
  actions: [],
  errors: [],
  notes: [],
  changedFiles: [],
  backups: [],
  totals: NOTHING_MENDED,
  journal: null,
  dryRun: false,
  ...rest,
});

const firstLine = (text: string): string => text.split('\n', 1)[0] ?? '';

test('that an undo cannot give back access lists is said before and after they are changed', (t) => {
  const said = /undo does not put them back.*icacls PATH \/reset/;
  t.regex(modeNotes([icacls({ ok: true })], NOTHING_MENDED).join('\n'), said);
  t.regex(modeNotes([icacls({ ok: false, skipped: 'preview' })], NOTHING_MENDED).join('\n'), said);
  t.deepEqual(modeNotes([icacls({ ok: false, skipped: 'missing' })], NOTHING_MENDED), []);
  // A command of several may have been run before the one that failed.
  t.regex(modeNotes([icacls({ ok: false, error: 'exit 5' })], NOTHING_MENDED).join('\n'), said);
});

test('the first line tells whether anything was changed', (t) => {
  const lines = [
    result({}),
    result({ ok: false, errors: ['x'] }),
    result({ actions: [icacls({ ok: true })] }),
    result({ dryRun: true }),
    result({ dryRun: true, actions: [icacls({ ok: false, skipped: 'preview' })] }),
  ].map((fix) => firstLine(renderFixText(fix)));
  t.deepEqual(lines, [
    'Fix: nothing had to be changed.',
    'Fix: nothing was changed.',
    'Fixed:',
    'Dry run: there is nothing to fix.',
    'Dry run: nothing was changed. The fix would do this:',
  ]);
});
