import test from 'ava';
import { renderFixText } from '../../src/render/fix-text.ts';
import { sampleFix } from './sample-fix.ts';

test('what was changed, what follows from it, and the line that takes it back', (t) => {
  t.is(
    renderFixText(sampleFix(), { columns: 60, undoCommand: 'openclaw-security undo J --state-dir S' }),
    [
      'Fixed:',
      "  chmod 600 '/srv/o'\\''b x/openclaw.json'",
      "  tightened transcripts: 156, for example /srv/o'b x/a.jsonl",
      'Note: channels.discord has no allowlist, so nobody in any',
      '  group is answered until you add senders or groups to one.',
      'To put it back:',
      '  openclaw-security undo J --state-dir S',
      '',
      '',
    ].join('\n'),
  );
});

test('a dry run says what would be done', (t) => {
  const text = renderFixText(
    sampleFix({
      dryRun: true,
      journal: null,
      notes: [],
      actions: [],
      totals: { changed: { env_files: { count: 1, samples: ['/x/.env'] } }, failed: {}, left: {} },
    }),
  );
  t.is(text, 'Dry run: nothing was changed. The fix would do this:\n  tighten env files: 1, /x/.env\n\n');
});

test('where no shell takes the name as it is shown, no command is made up', (t) => {
  const text = renderFixText(sampleFix({ journal: '/srv/a\nb/fix-1', notes: [] }));
  t.true(text.endsWith('The journal that undo reads: /srv/a\\nb/fix-1\n\n'));
});
