import type { Check } from '../../audit/check.ts';
import { entryTextsAt } from '../../context/config-reader.ts';
import type { GatewayFact } from './fact.ts';

/** Tools that `/tools/invoke` refuses unless the config names them (spec: config-and-resolution 3.1). */
const DENIED_BY_DEFAULT = ['sessions_spawn', 'sessions_send', 'gateway', 'whatsapp_login'];

const allowed = ({ config }: GatewayFact): string[] =>
  entryTextsAt(config, 'gateway.tools.allow').map((name) => name.toLowerCase());

const reenabled = (fact: GatewayFact): string[] => {
  const names = allowed(fact);
  return DENIED_BY_DEFAULT.filter((name) => names.includes(name));
};

const withoutEffect = (fact: GatewayFact): string[] =>
  allowed(fact).filter((name) => name.includes('*') || name.startsWith('group:'));

const REMOVE =
  'Remove these names from gateway.tools.allow. If you need them, keep the gateway on loopback and treat its token like a root password.';

/** Which dangerous tools may be called by HTTP (spec: checks 4.3). */
export const httpToolRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.tools_invoke_http.dangerous_allow',
    severity: ({ onLoopback, tailscale }) => (!onLoopback || tailscale === 'funnel' ? 'critical' : 'warn'),
    severities: ['warn', 'critical'],
    title: 'Dangerous tools can be called over HTTP',
    detail: (fact) =>
      `gateway.tools.allow takes ${reenabled(fact).join(', ')} off the deny list of /tools/invoke. Whoever has the gateway's credential can start sessions, write into them or change the gateway with one HTTP request, without a conversation and without approval.`,
    remediation: REMOVE,
    keys: ['gateway.tools.allow'],
    when: (fact) => reenabled(fact).length > 0,
    docs: {
      summary: 'Tools that the HTTP endpoint refuses by default were allowed again',
      why: 'A single HTTP request with the gateway credential then does what otherwise needs a session: spawn agents, send messages into sessions, change the gateway, or log WhatsApp in.',
      triggers:
        'gateway.tools.allow names sessions_spawn, sessions_send, gateway or whatsapp_login (any case). Critical when the gateway does not bind to loopback or is published with Tailscale Funnel, otherwise a warning.',
      mend: REMOVE,
      example: '{ gateway: { tools: { allow: ["gateway"] } } }',
    },
  },
  {
    id: 'gateway.tools_invoke_http.wildcard',
    severity: 'info',
    title: 'Patterns in gateway.tools.allow have no effect',
    detail: (fact) =>
      `gateway.tools.allow is compared name by name, so ${withoutEffect(fact).join(', ')} allows nothing. Whoever wrote it may believe that these tools are open, or may find them open after an update.`,
    remediation: 'Remove the patterns from gateway.tools.allow; name the single tools that you mean.',
    keys: ['gateway.tools.allow'],
    when: (fact) => withoutEffect(fact).length > 0,
    docs: {
      summary: 'gateway.tools.allow holds patterns or groups, which match nothing',
      why: 'The list is compared with exact names. A pattern shows an intention that is not carried out, and a wide one that nobody wants to see carried out.',
      triggers: 'An entry of gateway.tools.allow contains * or starts with group:.',
      mend: 'Remove the patterns, and name the single tools that you mean.',
      example: '{ gateway: { tools: { allow: ["*"] } } }',
    },
  },
];
