import type { CheckModule } from '../audit/check.ts';
import { bindRows } from './gateway/bind.ts';
import { controlUiRows } from './gateway/control-ui.ts';
import { type GatewayFact, gatewayFact } from './gateway/fact.ts';
import { httpToolRows } from './gateway/http-tools.ts';
import { networkRows } from './gateway/network.ts';
import { secretRows } from './gateway/secrets.ts';
import { tailscaleRows } from './gateway/tailscale.ts';
import { trustedProxyRows } from './gateway/trusted-proxy.ts';

/** Who can reach the gateway, and what they must show (spec: checks 4.3). */
export const gateway: CheckModule<GatewayFact> = {
  name: 'gateway',
  facts: (context) => [gatewayFact(context)],
  keep: 'every',
  checks: [
    ...httpToolRows,
    ...bindRows,
    ...tailscaleRows,
    ...controlUiRows,
    ...secretRows,
    ...trustedProxyRows,
    ...networkRows,
  ],
};
