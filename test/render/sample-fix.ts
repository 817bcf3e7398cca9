import type { FixResult } from '../../src/fix/fix-result.ts';

/** A fix that tightened one file and 156 transcripts of a state directory whose name needs quotes. */
export const sampleFix = (more: Partial<FixResult> = {}): FixResult => ({
  ok: true,
  stateDir: "/srv/o'b x",
  configPath: "/srv/o'b x/openclaw.json",
  configWritten: false,
  changes: [],
  actions: [{ kind: 'chmod', path: "/srv/o'b x/openclaw.json", mode: 0o600, ok: true }],
  errors: [],
  notes: [
    'channels.discord has no allowlist, so nobody in any group is answered until you add senders or groups to one.',
  ],
  changedFiles: [],
  backups: [],
  totals: { changed: { transcripts: { count: 156, samples: ["/srv/o'b x/a.jsonl"] } }, failed: {}, left: {} },
  journal: "/srv/o'b x/security-audit/fix-1",
  dryRun: false,
  ...more,
});
