import test from 'ava';
import { summary } from '../../src/checks/summary.ts';
import { findingsOf } from '../helpers/check-table.ts';

const detail = async (config: unknown) => (await findingsOf(summary, { config }))[0]?.detail;

test('an empty config: what OpenClaw switches on by itself', async (t) => {
  t.is(
    await detail({}),
    'channels with open groups: 0, with an allowlist: 0\nelevated tools: on\nwebhooks: off\ninternal hooks: off\nbrowser control: on',
  );
});

test('everything the other way round', async (t) => {
  t.is(
    await detail({
      tools: { elevated: { enabled: false } },
      hooks: { enabled: true, internal: { enabled: true } },
      browser: { enabled: false },
      channels: {
        telegram: { groupPolicy: 'open' },
        signal: {},
        matrix: {},
        discord: { enabled: false, groupPolicy: 'open' },
        defaults: { groupPolicy: 'open' },
      },
    }),
    'channels with open groups: 2, with an allowlist: 1\nelevated tools: off\nwebhooks: on\ninternal hooks: on\nbrowser control: off',
  );
});
