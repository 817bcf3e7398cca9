import type { Check } from '../../audit/check.ts';
import { listAt, valueAt } from '../../context/config-reader.ts';
import type { GatewayFact } from './fact.ts';

const isTrustedProxyMode = ({ auth }: GatewayFact): boolean => auth.mode === 'trusted-proxy';

const CLOSE_PORT =
  'Make sure that the proxy authenticates and speaks TLS, that gateway.trustedProxies names it alone, and that a firewall closes the gateway port to everyone else.';

/** Whether a proxy's word on who is logged in can be trusted (spec: checks 4.3). */
export const trustedProxyRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.trusted_proxy_auth',
    severity: 'critical',
    title: 'The gateway leaves logins to a proxy',
    detail:
      'gateway.auth.mode is "trusted-proxy": the gateway believes whatever user the proxy names, and asks for no secret of its own. It is as safe as the proxy, and as the way around the proxy is closed.',
    remediation: CLOSE_PORT,
    keys: ['gateway.auth.mode'],
    when: isTrustedProxyMode,
    docs: {
      summary: 'Authentication is delegated to a reverse proxy',
      why: 'One missing rule in the proxy, or one way to reach the port past it, and anyone is any user. This cannot be seen from here, so it is reported even when everything is set.',
      triggers: 'gateway.auth.mode is trusted-proxy.',
      mend: CLOSE_PORT,
      example: '{ gateway: { auth: { mode: "trusted-proxy" } } }',
    },
  },
  {
    id: 'gateway.trusted_proxy_no_proxies',
    severity: 'critical',
    title: 'Trusted-proxy login without a trusted proxy',
    detail:
      'gateway.auth.mode is "trusted-proxy", but gateway.trustedProxies is empty. Nothing says whose word the gateway may take.',
    remediation: 'Set gateway.trustedProxies to the addresses of your reverse proxy.',
    keys: ['gateway.trustedProxies'],
    when: (fact) => isTrustedProxyMode(fact) && fact.trustedProxies.length === 0,
    docs: {
      summary: 'Logins are delegated to a proxy, but no proxy is named',
      why: 'The list is what tells the proxy from everyone else.',
      triggers: 'gateway.auth.mode is trusted-proxy and gateway.trustedProxies is unset or empty.',
      mend: 'Set gateway.trustedProxies to the addresses of your reverse proxy.',
      example: '{ gateway: { auth: { mode: "trusted-proxy" } } }',
    },
  },
  {
    id: 'gateway.trusted_proxy_no_user_header',
    severity: 'critical',
    title: 'Trusted-proxy login without a user header',
    detail:
      'gateway.auth.trustedProxy.userHeader is not set, so the gateway does not know in which header the proxy names the user.',
    remediation:
      'Set gateway.auth.trustedProxy.userHeader to the header that your proxy fills in, such as "x-forwarded-user".',
    keys: ['gateway.auth.trustedProxy.userHeader'],
    when: (fact) => isTrustedProxyMode(fact) && !valueAt(fact.config, 'gateway.auth.trustedProxy.userHeader'),
    docs: {
      summary: 'Logins are delegated to a proxy, but no user header is named',
      why: 'Without the header there are no users to tell apart.',
      triggers: 'gateway.auth.mode is trusted-proxy and gateway.auth.trustedProxy.userHeader is unset or empty.',
      mend: 'Set gateway.auth.trustedProxy.userHeader to the header that your proxy fills in.',
      example: '{ gateway: { auth: { mode: "trusted-proxy" }, trustedProxies: ["10.0.0.1"] } }',
    },
  },
  {
    id: 'gateway.trusted_proxy_no_allowlist',
    severity: 'warn',
    title: 'Everyone whom the proxy knows may use the gateway',
    detail:
      'gateway.auth.trustedProxy.allowUsers is empty: every user that the proxy lets through controls your agents.',
    remediation: 'List the users who may in gateway.auth.trustedProxy.allowUsers.',
    keys: ['gateway.auth.trustedProxy.allowUsers'],
    when: (fact) =>
      isTrustedProxyMode(fact) && (listAt(fact.config, 'gateway.auth.trustedProxy.allowUsers') ?? []).length === 0,
    docs: {
      summary: 'Logins are delegated to a proxy, for all of its users',
      why: 'A company proxy knows the whole company. The gateway acts with your accounts.',
      triggers: 'gateway.auth.mode is trusted-proxy and gateway.auth.trustedProxy.allowUsers is unset or empty.',
      mend: 'List the users who may in gateway.auth.trustedProxy.allowUsers.',
      example: '{ gateway: { auth: { mode: "trusted-proxy", trustedProxy: { userHeader: "x-user" } } } }',
    },
  },
];
