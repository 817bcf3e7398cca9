import { hooks } from '../../src/checks/hooks.ts';
import { checkTable } from '../helpers/check-table.ts';
import { merged } from '../helpers/context.ts';

const TOKEN = 'abcdefghijklmnopqrstuvwxyz0123';
const GATEWAY = { gateway: { auth: { token: TOKEN } } };
const GOOD = merged(GATEWAY, {
  hooks: { enabled: true, token: `${TOKEN}-hooks`, path: '/hooks', defaultSessionKey: 'hook:x' },
});
const good = (hooksPart: unknown, rest: unknown = {}) => ({ config: merged(merged(GOOD, { hooks: hooksPart }), rest) });
const ANY_SESSION = { allowRequestSessionKey: true };

checkTable(hooks, [
  ['all good', good({}), []],
  ['not switched on', { config: { hooks: { token: 'x', path: '/', allowRequestSessionKey: true } } }, []],
  ['a word is not true', { config: { hooks: { enabled: 'yes', path: '/' } } }, []],
  [
    'only switched on',
    { config: merged(GATEWAY, { hooks: { enabled: true } }) },
    ['hooks.default_session_key_unset warn', 'hooks.enabled_without_token warn'],
  ],
  ['23 characters', good({ token: '0123456789abcdefghijklm' }), ['hooks.token_too_short warn']],
  ['24 characters', good({ token: '0123456789abcdefghijklmn' }), []],
  ['the token of the gateway', good({ token: TOKEN }), ['hooks.token_reuse_gateway_token warn']],
  ['blanks around it do not help', good({ token: ` ${TOKEN} ` }), ['hooks.token_reuse_gateway_token warn']],
  [
    'in password mode the variable counts',
    {
      config: merged(
        { gateway: { auth: { password: 'another one' } } },
        { hooks: { enabled: true, token: TOKEN, defaultSessionKey: 'h' } },
      ),
      env: { OPENCLAW_GATEWAY_TOKEN: TOKEN },
    },
    ['hooks.token_reuse_gateway_token warn'],
  ],
  [
    'in password mode the unused token does not',
    good({ token: TOKEN }, { gateway: { auth: { mode: 'password' } } }),
    [],
  ],
  [
    'a variable that the config hides does not',
    { ...good({ token: `${TOKEN}-env` }), env: { OPENCLAW_GATEWAY_TOKEN: `${TOKEN}-env` } },
    [],
  ],
  [
    'the password of the gateway',
    good({ token: TOKEN }, { gateway: { auth: { token: '', password: TOKEN } } }),
    ['hooks.token_reuse_gateway_password warn'],
  ],
  ['the root path', good({ path: ' / ' }), ['hooks.path_root critical']],
  ['two slashes', good({ path: '//' }), []],
  [
    'foreign content unprotected',
    good({ mappings: [{}, { allowUnsafeExternalContent: true }] }),
    ['hooks.unsafe_external_content warn'],
  ],
  [
    'foreign content of mails unprotected',
    good({ gmail: { allowUnsafeExternalContent: true } }),
    ['hooks.unsafe_external_content warn'],
  ],
  ['foreign content protected', good({ mappings: [{ allowUnsafeExternalContent: false }], gmail: {} }), []],
  ['any agent', good({ allowedAgentIds: ['*'] }), ['hooks.any_agent info']],
  ['some agents', good({ allowedAgentIds: ['mail'] }), []],
  ['no session', good({ defaultSessionKey: ' ' }), ['hooks.default_session_key_unset warn']],
  [
    'senders choose',
    good(ANY_SESSION),
    ['hooks.request_session_key_enabled warn', 'hooks.request_session_key_prefixes_missing warn'],
  ],
  [
    'senders choose, on the network',
    good({ ...ANY_SESSION, allowedSessionKeyPrefixes: [' '] }, { gateway: { bind: 'lan' } }),
    ['hooks.request_session_key_enabled critical', 'hooks.request_session_key_prefixes_missing critical'],
  ],
  [
    'senders choose among prefixes, in the tailnet',
    good({ ...ANY_SESSION, allowedSessionKeyPrefixes: ['hook:'] }, { gateway: { tailscale: { mode: 'serve' } } }),
    ['hooks.request_session_key_enabled critical'],
  ],
]);
