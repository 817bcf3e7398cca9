import fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { loadConfig } from '../../src/context/load-config.ts';
import { applyConfigFixes, type ConfigJournalEntry } from '../../src/fix/apply-config-fixes.ts';
import { planConfigFixes } from '../../src/fix/plan-config-fixes.ts';

/** Files of a state directory, by name. */
const state = (t: ExecutionContext, files: Readonly<Record<string, string>>) => {
  const folder = fs.mkdtempSync(join(tmpdir(), 'apply-config-'));
  t.teardown(() => fs.rmSync(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) fs.writeFileSync(join(folder, name), text, { mode: 0o600 });
  return {
    load: () => loadConfig(join(folder, 'openclaw.json'), { GP: 'open' }, {}).config,
    path: (name: string) => join(folder, name),
    text: (name: string) => fs.readFileSync(join(folder, name), 'utf8'),
  };
};

const journal = () => {
  const entries: ConfigJournalEntry[] = [];
  return {
    entries,
    options: { mask: 0o077, uid: process.getuid?.(), record: (entry: ConfigJournalEntry) => void entries.push(entry) },
  };
};

test('comments, includes and references survive; each value is changed where it stands', (t) => {
  const home = state(t, {
    'openclaw.json': `// mine
{
  $include: ['./telegram.json5', './empty.json5'],
  channels: { whatsapp: { groupPolicy: 'open' /* family */, }, slack: { groupPolicy: "\${GP}" } },
  logging: { "redactSensitive": "off" }, // noisy
  gateway: { auth: { token: "\${TOKEN}", password: "$\${NOT}" } },
}
`,
    'telegram.json5': '{channels:{telegram:{accounts:{"Ops.1":{groupPolicy:"open"}}}}} // kept',
    'empty.json5': '{}',
  });
  const { entries, options } = journal();
  const plan = planConfigFixes(home.load(), ['+1']);
  const outcome = applyConfigFixes(plan, options);
  t.deepEqual(outcome.errors, []);
  t.true(outcome.written);
  t.is(
    home.text('openclaw.json'),
    `// mine
{
  $include: ['./telegram.json5', './empty.json5'],
  channels: { whatsapp: { groupPolicy: 'allowlist' /* family */, groupAllowFrom: ['+1'], }, slack: { groupPolicy: "allowlist" } },
  logging: { "redactSensitive": "tools" }, // noisy
  gateway: { auth: { token: "\${TOKEN}", password: "$\${NOT}" } },
}
`,
  );
  t.is(home.text('telegram.json5'), '{channels:{telegram:{accounts:{"Ops.1":{groupPolicy:"allowlist"}}}}} // kept');
  t.is(home.text('empty.json5'), '{}');
  t.deepEqual(planConfigFixes(home.load(), ['+1']).changes, [], 'nothing is left to do');
  t.deepEqual(
    new Set(entries.map(({ file }) => file)),
    new Set([home.path('openclaw.json'), home.path('telegram.json5')]),
  );
  t.deepEqual(
    new Set(outcome.backups),
    new Set([`${home.path('openclaw.json')}.before-fix.bak`, `${home.path('telegram.json5')}.before-fix.bak`]),
  );
});

test('one include used by two channels is changed once', (t) => {
  const home = state(t, {
    'openclaw.json': '{channels:{telegram:{$include:"./open.json5"},irc:{$include:"./open.json5"}}}',
    'open.json5': '{groupPolicy:"open"}',
  });
  const { entries, options } = journal();
  const plan = planConfigFixes(home.load(), []);
  t.is(plan.changes.length, 2);
  t.deepEqual(applyConfigFixes(plan, options).errors, []);
  t.is(home.text('open.json5'), '{groupPolicy:"allowlist"}');
  t.is(entries[0]?.edits.length, 1);
});

test('a value that changed after the plan is left alone and said, the others are mended', (t) => {
  const home = state(t, { 'openclaw.json': '{channels:{irc:{groupPolicy:"open"},line:{groupPolicy:"open"}}}' });
  const plan = planConfigFixes(home.load(), []);
  fs.writeFileSync(home.path('openclaw.json'), '{channels:{irc:{groupPolicy:"disabled"},line:{groupPolicy:"open"}}}');
  const outcome = applyConfigFixes(plan, journal().options);
  t.is(home.text('openclaw.json'), '{channels:{irc:{groupPolicy:"disabled"},line:{groupPolicy:"allowlist"}}}');
  t.is(outcome.errors.length, 1);
  t.regex(outcome.errors[0] ?? '', /^channels\.irc\.groupPolicy in .*: somebody else changed it/);
  t.true(outcome.written);
});

test('a file that cannot be written is an error for each of its values, and the other files are mended', (t) => {
  const home = state(t, {
    'openclaw.json': '{$include:"./a.json5",logging:{redactSensitive:"off"}}',
    'a.json5': '{channels:{irc:{groupPolicy:"open"}}}',
  });
  const plan = planConfigFixes(home.load(), []);
  fs.writeFileSync(home.path('a.json5'), '{ broken');
  const outcome = applyConfigFixes(plan, journal().options);
  t.true(outcome.written);
  t.is(home.text('openclaw.json'), '{$include:"./a.json5",logging:{redactSensitive:"tools"}}');
  t.is(home.text('a.json5'), '{ broken');
  t.regex(outcome.errors.join(), /channels\.irc\.groupPolicy in .*not valid JSON5/);
});
