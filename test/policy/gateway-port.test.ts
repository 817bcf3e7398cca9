import test from 'ava';
import { gatewayPort } from '../../src/policy/gateway-port.ts';

for (const [port, env, expected] of [
  [undefined, {}, 18_789],
  [4000, {}, 4000],
  [0, {}, 18_789],
  ['4000', {}, 18_789],
  [4000, { OPENCLAW_GATEWAY_PORT: '5000' }, 5000],
  [4000, { CLAWDBOT_GATEWAY_PORT: '6000' }, 6000],
  [4000, { OPENCLAW_GATEWAY_PORT: '5000', CLAWDBOT_GATEWAY_PORT: '6000' }, 5000],
  [4000, { OPENCLAW_GATEWAY_PORT: 'x' }, 4000],
  [4000, { OPENCLAW_GATEWAY_PORT: '-1' }, 4000],
] as const) {
  test(`gateway.port ${JSON.stringify(port)} with ${JSON.stringify(env)} is ${expected}`, (t) => {
    t.is(gatewayPort({ gateway: { port } }, env), expected);
  });
}
