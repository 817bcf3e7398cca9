import type { CheckModule } from '../audit/check.ts';
import { resolveBrowser } from '../policy/browser.ts';
import { resolveGatewayAuth } from '../policy/gateway-auth.ts';
import { gatewayPort } from '../policy/gateway-port.ts';
import { isLoopback, withoutUserInfo } from '../policy/loopback.ts';

/** Browser control as a whole, or one profile: what could be resolved of it. */
export type BrowserFact = {
  readonly key: string;
  /** Why it could not be resolved. */
  readonly problem?: string;
  /** Of browser control: a token or password protects it. */
  readonly hasSecret?: boolean;
  /** Of a profile. */
  readonly endpoint?: URL;
  readonly name?: string;
};

const SET_SECRET = 'Set gateway.auth.token to a long random token, or switch the browser off with browser.enabled.';

/** Who can drive the browser that OpenClaw controls (spec: checks 4.4). */
export const browser: CheckModule<BrowserFact> = {
  name: 'browser',
  facts: ({ config, env }): BrowserFact[] => {
    const { enabled, problem, profiles } = resolveBrowser(config.value, gatewayPort(config.value, env));
    if (problem !== undefined) return [{ key: problem.key, problem: problem.text }];
    if (!enabled) return [];
    const auth = resolveGatewayAuth(config.value, env);
    const hasSecret = auth.token !== undefined || auth.password !== undefined;
    return [{ key: 'browser', hasSecret }, ...profiles];
  },
  keep: 'first',
  checks: [
    {
      id: 'browser.control_invalid_config',
      severity: 'warn',
      title: 'A browser setting cannot be understood',
      detail: ({ key, problem }) => `${key} cannot be used: ${problem}. What this browser would expose was not judged.`,
      remediation: ({ key }) =>
        key === 'gateway.port'
          ? 'Choose another gateway.port.'
          : `Set ${key} to an http:// or https:// address, or remove it.`,
      keys: ({ key }) => [key],
      when: ({ problem }) => problem !== undefined,
      docs: {
        summary: 'The address of a controlled browser is no http or https URL, or a port is out of range',
        why: 'As long as OpenClaw cannot tell which browser it controls, the audit cannot tell who else controls it.',
        triggers:
          'browser.cdpUrl or browser.profiles.<name>.cdpUrl is no http:// or https:// URL, or gateway.port is 65533, which leaves no port for the browser relay. The settings of the section count even while the browser is switched off.',
        mend: 'Set the address to an http:// or https:// URL, or choose another port.',
        example: '{ browser: { cdpUrl: "ws://10.0.0.9:9222" } }',
      },
    },
    {
      id: 'browser.control_no_auth',
      severity: 'critical',
      title: 'Anyone on this machine can drive the browser',
      detail:
        'Browser control is on, and there is neither a gateway token nor a password to protect it. Any local program, and any page that gets at the port, can read and act in the browser with your logins.',
      remediation: SET_SECRET,
      command: () => 'openclaw config set gateway.auth.token "$(openssl rand -hex 32)"',
      keys: ['gateway.auth', 'browser.enabled'],
      when: ({ hasSecret }) => hasSecret === false,
      docs: {
        summary: 'Browser control is on and asks for no secret',
        why: 'A controlled browser holds your sessions. Whoever drives it is logged in as you.',
        triggers:
          'browser.enabled is not false, and neither a gateway token nor a gateway password is set. Which of them gateway.auth.mode asks for does not matter here.',
        mend: SET_SECRET,
        example: '{}',
      },
    },
    {
      id: 'browser.remote_cdp_http',
      severity: 'warn',
      title: 'A remote browser is controlled without encryption',
      detail: ({ name, endpoint }) =>
        `The browser profile "${name}" is controlled at ${endpoint && withoutUserInfo(endpoint)}, another machine, over plain HTTP. Everyone on the way can read pages and cookies, and drive the browser.`,
      remediation:
        'Use an https:// address, or reach the browser through Tailscale or an SSH tunnel that ends on this machine.',
      keys: ({ key }) => [key],
      when: ({ endpoint }) => endpoint?.protocol === 'http:' && !isLoopback(endpoint),
      docs: {
        summary: 'A browser on another machine is controlled over plain HTTP',
        why: 'The DevTools protocol gives full control of the browser, and plain HTTP gives it to everyone on the way.',
        triggers:
          'The browser is on, and the address of a profile has the scheme http and a host that is neither a loopback address nor localhost. A profile with only a port uses the host of browser.cdpUrl; so does the built-in profile "openclaw". Private addresses count as remote.',
        mend: 'Use an https:// address or a tunnel that ends on this machine.',
        example: '{ browser: { cdpUrl: "http://10.0.0.9:9222" } }',
      },
    },
  ],
};
