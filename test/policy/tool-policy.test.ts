import test from 'ava';
import { expandGroups } from '../../src/policy/tool-groups.ts';
import { effectiveProfile, isToolAllowed, profilePolicy, scopePolicy } from '../../src/policy/tool-policy.ts';

const TOOLS = ['exec', 'apply_patch', 'web_fetch', 'session_status', 'unknown_tool'] as const;

/** Which of the tools a `tools` object lets through, by their first letters. */
const through = (policy: ReturnType<typeof scopePolicy>): string =>
  TOOLS.filter((tool) => isToolAllowed(tool, [policy]))
    .map((tool) => tool[0])
    .join('');

for (const [tools, allowed] of [
  [{}, 'eawsu'],
  [{ allow: [] }, 'eawsu'],
  [{ allow: ['  '] }, 'eawsu'],
  [{ allow: ['exec'] }, 'ea'],
  [{ allow: ['bash'] }, 'ea'],
  [{ allow: [' EXEC '] }, 'ea'],
  [{ allow: ['group:WEB'] }, 'w'],
  [{ allow: ['group:nothing'] }, ''],
  [{ allow: ['*'] }, 'eawsu'],
  [{ allow: ['web*'] }, 'w'],
  [{ allow: ['*_*t*'] }, 'awsu'],
  [{ allow: ['exec*exec'] }, ''],
  [{ allow: ['e.ec'] }, ''],
  [{ alsoAllow: ['x'] }, 'eawsu'],
  [{ alsoAllow: [] }, 'eawsu'],
  [{ allow: ['exec'], alsoAllow: ['web_fetch'] }, 'eaw'],
  [{ deny: ['exec'] }, 'awsu'],
  [{ allow: ['exec'], deny: ['exec'] }, 'a'],
  [{ deny: ['*'] }, ''],
  [{ deny: ['apply-patch'] }, 'ewsu'],
  [{ allow: 'exec', deny: 7 }, 'eawsu'],
  [{ allow: [7, null, 'exec'] }, 'ea'],
] as const) {
  test(`${JSON.stringify(tools)} lets through "${allowed}"`, (t) => {
    t.is(through(scopePolicy(tools)), allowed);
  });
}

for (const [profile, allowed] of [
  ['minimal', 's'],
  ['coding', 'eas'],
  ['messaging', 's'],
  ['full', 'eawsu'],
  ['unheard of', 'eawsu'],
  [undefined, 'eawsu'],
] as const) {
  test(`the profile ${profile} lets through "${allowed}"`, (t) => {
    t.is(through(profilePolicy(profile)), allowed);
  });
}

test('every policy must agree', (t) => {
  t.false(isToolAllowed('exec', [scopePolicy({ allow: ['exec'] }), undefined, profilePolicy('minimal')]));
});

test("an agent's profile comes before the global one", (t) => {
  const config = { tools: { profile: 'minimal' } };
  t.is(effectiveProfile(config, { tools: { profile: 'full' } }), 'full');
  t.is(effectiveProfile(config, { tools: {} }), 'minimal');
});

test('the group of all of OpenClaw holds neither commands nor files', (t) => {
  const members = expandGroups(['group:openclaw']);
  t.true(members.includes('web_fetch'));
  t.deepEqual(
    ['exec', 'process', 'read', 'write'].filter((tool) => members.includes(tool)),
    [],
  );
});

test('a pattern of many stars is no work', (t) => {
  const policy = scopePolicy({ allow: [`${'a*'.repeat(5_000)}b`] });
  t.false(isToolAllowed('a'.repeat(5_000), [policy]));
});
