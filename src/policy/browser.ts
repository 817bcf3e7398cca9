import type { JsonObject } from '../audit/context.ts';
import { booleanAt, filledTextAt, numberAt, objectsAt } from '../context/config-reader.ts';

/** Browser control listens on the gateway's port + 2 (or on a fixed one where that is no port), the relay one above. */
const CONTROL_PORT_OFFSET = 2;
const RELAY_PORT_OFFSET = 3;
const MAX_PORT = 65_535;

/** The implicit profile that follows `browser.cdpUrl`. The other one, `chrome`, always speaks to the local relay. */
const IMPLICIT_PROFILE = 'openclaw';

/** Where a browser profile is controlled, or why that cannot be said. `key` is what to change. */
type BrowserProfile = {
  readonly name: string;
  readonly key: string;
  readonly endpoint?: URL;
  readonly problem?: string;
};

/** The browser section, resolved. */
export type BrowserControl = {
  readonly enabled: boolean;
  /** Why the section cannot be resolved at all; then there are no profiles. */
  readonly problem?: { readonly key: string; readonly text: string };
  readonly profiles: readonly BrowserProfile[];
};

const parseEndpoint = (text: string): URL | undefined => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'http:' || url?.protocol === 'https:' ? url : undefined;
};

const NO_ENDPOINT = 'it must be an http:// or https:// URL';

const profileOf = (name: string, profile: JsonObject, base: URL | undefined): BrowserProfile | undefined => {
  const key = `browser.profiles.${name}`;
  const own = filledTextAt(profile, 'cdpUrl');
  if (own !== undefined) {
    const endpoint = parseEndpoint(own);
    return endpoint === undefined
      ? { name, key: `${key}.cdpUrl`, problem: NO_ENDPOINT }
      : { name, key: `${key}.cdpUrl`, endpoint };
  }
  const port = numberAt(profile, 'cdpPort');
  if (base === undefined || port === undefined) return undefined;
  // A profile with only a port borrows scheme and host from browser.cdpUrl, and nothing else.
  const endpoint = parseEndpoint(`${base.protocol}//${base.hostname}:${port}`);
  return endpoint === undefined
    ? { name, key: `${key}.cdpPort`, problem: `${port} is not a port` }
    : { name, key: `${key}.cdpPort`, endpoint };
};

/**
 * The browser section as OpenClaw resolves it (spec: config-and-resolution 3.2), except that a bad profile is an answer and
 * not the end. Profiles that can only be local are left out: without `browser.cdpUrl` a port is a port of this machine.
 * @param gatewayPort TCP port of the gateway, from which the relay's port follows
 */
export const resolveBrowser = (config: JsonObject, gatewayPort: number): BrowserControl => {
  const enabled = booleanAt(config, 'browser.enabled') !== false;
  const text = filledTextAt(config, 'browser.cdpUrl');
  const base = text === undefined ? undefined : parseEndpoint(text);
  if (text !== undefined && base === undefined) {
    return { enabled, problem: { key: 'browser.cdpUrl', text: NO_ENDPOINT }, profiles: [] };
  }
  if (
    base === undefined &&
    gatewayPort + CONTROL_PORT_OFFSET <= MAX_PORT &&
    gatewayPort + RELAY_PORT_OFFSET > MAX_PORT
  ) {
    const relay = gatewayPort + RELAY_PORT_OFFSET;
    return {
      enabled,
      problem: { key: 'gateway.port', text: `the relay would listen on port ${relay}, and ports end at ${MAX_PORT}` },
      profiles: [],
    };
  }
  const configured = objectsAt(config, 'browser.profiles');
  const profiles = configured.flatMap(([name, profile]) => profileOf(name, profile, base) ?? []);
  if (base !== undefined && !configured.some(([name]) => name === IMPLICIT_PROFILE)) {
    const endpoint = new URL(`${base.protocol}//${base.host}`);
    profiles.push({ name: IMPLICIT_PROFILE, key: 'browser.cdpUrl', endpoint });
  }
  return { enabled, profiles };
};
