import test from 'ava';
import { channelChecks, configChecks, pluginChecks } from '../../src/checks/index.ts';
import { judge } from '../../src/checks/judge.ts';
import { contextWith } from '../helpers/context.ts';

/** What `openclaw onboard --mode local --gateway-auth token` of 2026.2.17 writes, without times and paths. */
const ONBOARDED = {
  agents: { defaults: { compaction: { mode: 'safeguard' }, maxConcurrent: 4, subagents: { maxConcurrent: 8 } } },
  messages: { ackReactionScope: 'group-mentions' },
  commands: { native: 'auto', nativeSkills: 'auto' },
  gateway: {
    port: 18_789,
    mode: 'local',
    bind: 'loopback',
    auth: { mode: 'token', token: '0123456789abcdef'.repeat(3) },
    tailscale: { mode: 'off', resetOnExit: false },
    nodes: {
      denyCommands: ['camera.snap', 'camera.clip', 'screen.record', 'calendar.add', 'contacts.add', 'reminders.add'],
    },
  },
};

test('a config fresh from onboarding has nothing to hear but what the original says too', async (t) => {
  const modules = [...configChecks, ...pluginChecks, ...channelChecks];
  const found = await Promise.all(modules.map((module) => judge(module, contextWith({ config: ONBOARDED }))));
  t.deepEqual(
    found.flat().map(({ checkId, severity }) => `${checkId} ${severity}`),
    ['summary.attack_surface info', 'gateway.trusted_proxies_missing warn'],
  );
});
