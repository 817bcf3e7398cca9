import test from 'ava';
import { sandboxToolPolicy } from '../../src/policy/sandbox-tools.ts';

const tools = (lists: unknown) => ({ tools: { sandbox: { tools: lists } } });

/** spec: config-and-resolution 3.5 */
const CASES: readonly (readonly [name: string, global: unknown, agent: unknown, allowed: string])[] = [
  ['the defaults', {}, {}, 'exec image read'],
  ['a list of its own', { allow: ['web_fetch'] }, {}, 'image web_fetch'],
  ['lists are looked up one by one: what the default denies stays denied', { allow: ['browser'] }, {}, 'image'],
  ['both lists', { allow: ['browser'], deny: [] }, {}, 'browser image'],
  ['an empty list lifts the restriction', { allow: [], deny: [] }, {}, 'browser exec image read web_fetch'],
  ['images can be denied', { deny: ['image'] }, {}, 'exec read'],
  ['an agent before the others', { allow: ['exec'] }, { allow: ['read'] }, 'image read'],
  ['alsoAllow is not read here', { alsoAllow: ['web_fetch'] }, {}, 'exec image read'],
];

for (const [name, global, agent, allowed] of CASES) {
  test(name, (t) => {
    const policy = sandboxToolPolicy(tools(global), tools(agent));
    t.is(['browser', 'exec', 'image', 'read', 'web_fetch'].filter(policy).join(' '), allowed);
  });
}
