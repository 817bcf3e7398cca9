import type { Check } from '../../audit/check.ts';
import type { GatewayFact } from './fact.ts';

/** Who reaches the gateway through Tailscale (spec: checks 4.3). */
export const tailscaleRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.tailscale_funnel',
    severity: 'critical',
    title: 'The gateway is published on the internet',
    detail:
      'gateway.tailscale.mode is "funnel": Tailscale gives the gateway a public address. Only its token or password stands between the internet and your agents.',
    remediation: 'Keep it to your own devices: set gateway.tailscale.mode to "serve", or to "off".',
    command: () => 'openclaw config set gateway.tailscale.mode serve',
    keys: ['gateway.tailscale.mode'],
    when: ({ tailscale }) => tailscale === 'funnel',
    docs: {
      summary: 'Tailscale Funnel makes the gateway reachable from the whole internet',
      why: 'A public gateway is found by scanners within hours. A leaked token or a flaw in the gateway is then enough to take over this machine.',
      triggers: 'gateway.tailscale.mode is funnel.',
      mend: 'Set gateway.tailscale.mode to serve (your own devices only) or off.',
      example: '{ gateway: { tailscale: { mode: "funnel" } } }',
    },
  },
  {
    id: 'gateway.tailscale_serve',
    severity: 'info',
    title: 'The gateway is served to your Tailscale network',
    detail:
      'gateway.tailscale.mode is "serve": every device and user of your tailnet can reach the gateway, as far as the tailnet rules let them.',
    keys: ['gateway.tailscale.mode'],
    when: ({ tailscale }) => tailscale === 'serve',
    docs: {
      summary: 'Tailscale Serve makes the gateway reachable inside the tailnet',
      why: 'This is the recommended way to reach the gateway from elsewhere. It is named because a shared tailnet, or a lost device, is then part of who can reach it.',
      triggers: 'gateway.tailscale.mode is serve.',
      mend: 'Nothing to mend. Limit who may reach this machine in the access rules of your tailnet.',
      example: '{ gateway: { tailscale: { mode: "serve" } } }',
    },
  },
];
