import type { Check } from '../../audit/check.ts';
import { booleanAt, entryTextsAt } from '../../context/config-reader.ts';
import type { GatewayFact } from './fact.ts';

const INSECURE_OFF =
  'Remove gateway.controlUi.allowInsecureAuth, and open the control UI over HTTPS (Tailscale Serve) or on this machine.';
const DEVICE_AUTH_ON = 'Remove gateway.controlUi.dangerouslyDisableDeviceAuth, and pair your browser again.';

/** What the Control UI is let in with (spec: checks 4.3). */
export const controlUiRows: readonly Check<GatewayFact>[] = [
  {
    id: 'gateway.control_ui.insecure_auth',
    severity: 'critical',
    title: 'The control UI accepts logins over plain HTTP',
    detail:
      'gateway.controlUi.allowInsecureAuth is true: a browser may log in with the token alone, over an unencrypted connection and without a device identity. Whoever sees the token once can use it.',
    remediation: INSECURE_OFF,
    command: () => 'openclaw config unset gateway.controlUi.allowInsecureAuth',
    keys: ['gateway.controlUi.allowInsecureAuth'],
    when: ({ config }) => booleanAt(config, 'gateway.controlUi.allowInsecureAuth') === true,
    docs: {
      summary: 'Logins to the control UI need neither HTTPS nor a paired device',
      why: 'The token travels in plain text, and nothing binds it to your browser.',
      triggers: 'gateway.controlUi.allowInsecureAuth is true, even while the control UI is switched off.',
      mend: INSECURE_OFF,
      example: '{ gateway: { controlUi: { allowInsecureAuth: true } } }',
    },
  },
  {
    id: 'gateway.control_ui.device_auth_disabled',
    severity: 'critical',
    title: 'The control UI does not check devices',
    detail:
      'gateway.controlUi.dangerouslyDisableDeviceAuth is true: the gateway no longer asks whether a browser was paired. The token is the only thing left to steal.',
    remediation: DEVICE_AUTH_ON,
    command: () => 'openclaw config unset gateway.controlUi.dangerouslyDisableDeviceAuth',
    keys: ['gateway.controlUi.dangerouslyDisableDeviceAuth'],
    when: ({ config }) => booleanAt(config, 'gateway.controlUi.dangerouslyDisableDeviceAuth') === true,
    docs: {
      summary: 'Device pairing for the control UI is switched off',
      why: 'Pairing is what makes a stolen token useless in a foreign browser.',
      triggers: 'gateway.controlUi.dangerouslyDisableDeviceAuth is true, even while the control UI is switched off.',
      mend: DEVICE_AUTH_ON,
      example: '{ gateway: { controlUi: { dangerouslyDisableDeviceAuth: true } } }',
    },
  },
  {
    id: 'gateway.control_ui.any_origin',
    severity: 'warn',
    title: 'Any website may talk to the control UI',
    detail:
      'gateway.controlUi.allowedOrigins contains "*". A web page that you open in the same browser may connect to the gateway in your name.',
    remediation:
      'List the addresses from which you open the control UI in gateway.controlUi.allowedOrigins, without "*".',
    keys: ['gateway.controlUi.allowedOrigins'],
    when: ({ config }) => entryTextsAt(config, 'gateway.controlUi.allowedOrigins').includes('*'),
    docs: {
      summary: 'The control UI accepts connections from pages of any origin',
      why: 'The origin check keeps other websites from using a gateway that your browser can reach.',
      triggers: 'gateway.controlUi.allowedOrigins contains *.',
      mend: 'List the origins that you use instead of *.',
      example: '{ gateway: { controlUi: { allowedOrigins: ["*"] } } }',
    },
  },
];
