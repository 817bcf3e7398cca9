import test from 'ava';
import { smallModelChecks } from '../../src/checks/small-models.ts';
import { checkTable, findingsOf } from '../helpers/check-table.ts';
import { merged } from '../helpers/context.ts';

const SMALL = { agents: { defaults: { model: { primary: 'ollama/llama3.1:8b' } } } };
const CONTAINED = merged(SMALL, { agents: { defaults: { sandbox: { mode: 'all' } } } });
const small = (part: unknown) => ({ config: merged(SMALL, part) });
const contained = (part: unknown, env = {}) => ({ config: merged(CONTAINED, part), env });
const sandboxTools = (tools: unknown) => ({ tools: { sandbox: { tools } } });
const UNSAFE = ['models.small_params critical'];
const SAFE = ['models.small_params info'];

checkTable(smallModelChecks, [
  ['a large model', small({ agents: { defaults: { model: { primary: 'x/big-301b' } } } }), []],
  ['300B is small', small({ agents: { defaults: { model: { primary: 'x/big-300b' } } } }), UNSAFE],
  ['a mixture of experts', small({ agents: { defaults: { model: { primary: 'groq/mixtral-8x7b-32768' } } } }), UNSAFE],
  ['on the host', small({}), UNSAFE],
  ['half contained', small({ agents: { defaults: { sandbox: { mode: 'non-main' } } } }), UNSAFE],
  ['without tools, but on the host', small({ tools: { deny: ['group:web', 'browser'] } }), UNSAFE],
  ['contained: the sandbox has no web tools by default', contained({}), SAFE],
  ['contained, web tools let in', contained(sandboxTools({ allow: ['web_fetch'] })), UNSAFE],
  ['contained, everything let in', contained(sandboxTools({ allow: [], deny: [] })), UNSAFE],
  ['an empty list lets in all that is not denied', contained(sandboxTools({ allow: [] })), UNSAFE],
  [
    'contained, everything let in, and denied elsewhere',
    contained(merged(sandboxTools({ allow: ['*'], deny: [] }), { tools: { deny: ['group:web', 'browser'] } })),
    SAFE,
  ],
  [
    'contained, everything let in, under the minimal profile',
    contained(merged(sandboxTools({ allow: ['*'], deny: [] }), { tools: { profile: 'minimal' } })),
    SAFE,
  ],
  ['web search without a key is off', contained(sandboxTools({ allow: ['web_search'] })), SAFE],
  [
    'a blank key counts, as in the original',
    contained(merged(sandboxTools({ allow: ['web_search'] }), { tools: { web: { search: { apiKey: ' ' } } } })),
    UNSAFE,
  ],
  ['so does a blank variable', contained(sandboxTools({ allow: ['web_search'] }), { BRAVE_API_KEY: ' ' }), UNSAFE],
  ['web search with a key is on', contained(sandboxTools({ allow: ['web_search'] }), { BRAVE_API_KEY: 'k' }), UNSAFE],
  ['image models do not count', { config: { agents: { defaults: { imageModel: { primary: 'x/y:8b' } } } } }, []],
  [
    'one of two agents is not contained',
    {
      config: {
        agents: {
          list: [
            { id: 'a', model: 'x:8b', sandbox: { mode: 'all' } },
            { id: 'b', model: 'x:8b' },
          ],
        },
      },
    },
    UNSAFE,
  ],
  [
    'an agent is found under its normalized id',
    { config: { agents: { list: [{ id: 'My Agent', model: 'x:8b', sandbox: { mode: 'all' } }] } } },
    SAFE,
  ],
  [
    'an id is read up to its first dot',
    { config: { agents: { list: [{ id: 'a.b', model: 'x:8b', sandbox: { mode: 'all' } }] } } },
    UNSAFE,
  ],
  [
    'so an empty id is none',
    { config: { agents: { list: [{ id: '', model: 'x:8b', sandbox: { mode: 'all' } }] } } },
    UNSAFE,
  ],
]);

test('size, source, containment and tools are named', async (t) => {
  const [finding] = await findingsOf(smallModelChecks, small({}));
  t.is(
    finding?.detail.split('\n')[1],
    'ollama/llama3.1:8b (8B) at agents.defaults.model.primary: not contained, sandbox off, web_fetch, browser',
  );
});
