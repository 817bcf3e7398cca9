import type { NetworkInterfaceInfo } from 'node:os';
import type { AuditContext, JsonObject } from '../audit/context.ts';
import { booleanAt, filledTextAt, textAt } from '../context/config-reader.ts';
import { resolveGatewayAuth } from '../policy/gateway-auth.ts';
import { gatewayPort } from '../policy/gateway-port.ts';
import { isLoopback } from '../policy/loopback.ts';

/** This machine's network addresses by interface name, as `os.networkInterfaces()` gives them. */
export type NetworkInterfaces = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** What the probe may show to the gateway. Never printed, never stored. */
export type ProbeCredential = { readonly token?: string; readonly password?: string };

/** Where the probe goes, what it may say there, and how it knows the other side. */
export type ProbeTarget = {
  /** As connected to. May hold user name, password or query: never print it. */
  readonly url: URL;
  /** The same without user name, password, query and fragment: safe to print. */
  readonly shownUrl: string;
  readonly credential: ProbeCredential;
  /** The config keys or the variable that the credential came from; empty when there is none. */
  readonly credentialSources: readonly string[];
  /** The config points to a gateway elsewhere (`gateway.mode` `remote`), if only through a tunnel. */
  readonly remote: boolean;
  /** The URL uses TLS. */
  readonly secure: boolean;
  readonly loopback: boolean;
  /** The host is an address of this machine, so that the connection never leaves it: loopback, or its own LAN or tailnet address. */
  readonly ownHost: boolean;
  /** `gateway.remote.tlsFingerprint` as 64 lower-case hex digits; only for the remote URL. */
  readonly pin?: string;
};

/** A config that names no place to go to. */
export type NoTarget = { readonly shownUrl: string; readonly problem: string };

const SHA256_HEX = /^[0-9a-f]{64}$/;
const UNSET_VARIABLE = /\$\{[A-Z_][A-Z0-9_]*\}/;

/** RFC 6598: 100.64.0.0/10, the range that Tailscale gives out. */
const isTailnetAddress = (address: string): boolean => {
  const [first, second] = address.split('.').map(Number);
  return first === 100 && second !== undefined && second >= 64 && second <= 127;
};

const externalIpv4 = (infos: readonly NetworkInterfaceInfo[] | undefined): string | undefined =>
  infos?.find((info) => info.family === 'IPv4' && !info.internal)?.address;

const tailnetAddress = (interfaces: NetworkInterfaces): string | undefined =>
  Object.values(interfaces)
    .flatMap((infos) => infos ?? [])
    .find((info) => info.family === 'IPv4' && isTailnetAddress(info.address))?.address;

const lanAddress = (interfaces: NetworkInterfaces): string | undefined =>
  [interfaces.en0, interfaces.eth0, ...Object.values(interfaces)].map(externalIpv4).find(Boolean);

/** The host a local client reaches the gateway at (spec: checks 7.1). `auto` and `custom` are tried on loopback, as OpenClaw does. */
const localHost = (config: JsonObject, interfaces: NetworkInterfaces): string => {
  const bind = textAt(config, 'gateway.bind');
  const address = bind === 'tailnet' ? tailnetAddress(interfaces) : bind === 'lan' ? lanAddress(interfaces) : undefined;
  return address ?? '127.0.0.1';
};

/** The URL without anything that can hold a secret. Works on text that is no URL. */
const shown = (url: string): string => url.replace(/[?#].*$/s, '').replace(/\/\/[^/]*@/, '//');

/** A config value that may be shown to the gateway; undefined when it is blank or its `${VAR}` is not set. */
const remoteSecret = (context: AuditContext, key: string): string | undefined => {
  const value = filledTextAt(context.config.value, key);
  const unresolved = value === filledTextAt(context.config.raw, key) && UNSET_VARIABLE.test(value ?? '');
  return unresolved ? undefined : value;
};

const only = (name: 'token' | 'password', value: string | undefined): ProbeCredential =>
  value === undefined ? {} : { [name]: value };

const sourceOf = (context: AuditContext, key: string, variable: string): string =>
  textAt(context.config.value, key) ? key : variable;

/**
 * The secret that the local gateway itself would accept: config first, then the environment, and only the one its mode asks
 * for. OpenClaw's own probe reads the environment first and so reports a healthy gateway as failed when the two differ.
 */
const localCredential = (context: AuditContext): Pick<ProbeTarget, 'credential' | 'credentialSources'> => {
  const { mode, token, password } = resolveGatewayAuth(context.config.value, context.env);
  if (mode === 'token' && token !== undefined) {
    const source = sourceOf(context, 'gateway.auth.token', 'OPENCLAW_GATEWAY_TOKEN');
    return { credential: only('token', token), credentialSources: [source] };
  }
  if (mode === 'password' && password !== undefined) {
    const source = sourceOf(context, 'gateway.auth.password', 'OPENCLAW_GATEWAY_PASSWORD');
    return { credential: only('password', password), credentialSources: [source] };
  }
  return { credential: {}, credentialSources: [] };
};

/** Only what the config pairs with the remote URL: this host's own secrets, from the environment too, stay here. */
const remoteCredential = (context: AuditContext): Pick<ProbeTarget, 'credential' | 'credentialSources'> => {
  const names = ['token', 'password'] as const;
  const found = names.flatMap((name) => {
    const value = remoteSecret(context, `gateway.remote.${name}`);
    return value === undefined ? [] : [{ name, value }];
  });
  return {
    credential: Object.fromEntries(found.map(({ name, value }) => [name, value])),
    credentialSources: found.map(({ name }) => `gateway.remote.${name}`),
  };
};

const parseUrl = (text: string): URL | string => {
  if (!URL.canParse(text)) return 'it is not a valid URL';
  const url = new URL(text);
  return ['ws:', 'wss:'].includes(url.protocol) ? url : 'it must start with ws:// or wss://';
};

const remoteTarget = (context: AuditContext, text: string): ProbeTarget | NoTarget => {
  const shownUrl = shown(text);
  const url = parseUrl(text);
  if (typeof url === 'string') return { shownUrl, problem: `gateway.remote.url cannot be used: ${url}.` };
  const fingerprint = filledTextAt(context.config.value, 'gateway.remote.tlsFingerprint');
  const pin = fingerprint
    ?.toLowerCase()
    .replace(/^sha-?256[:=/]/, '')
    .replace(/[^0-9a-z]/g, '');
  const secure = url.protocol === 'wss:';
  if (secure && pin !== undefined && !SHA256_HEX.test(pin)) {
    const problem = 'gateway.remote.tlsFingerprint is not a SHA-256 fingerprint (64 hex digits, colons allowed).';
    return { shownUrl, problem };
  }
  const loopback = isLoopback(url);
  const known = secure && pin !== undefined ? { pin } : {};
  return { url, shownUrl, ...remoteCredential(context), remote: true, secure, loopback, ownHost: loopback, ...known };
};

const localTarget = (context: AuditContext, interfaces: NetworkInterfaces): ProbeTarget | NoTarget => {
  const config = context.config.value;
  const secure = booleanAt(config, 'gateway.tls.enabled') === true;
  const text = `${secure ? 'wss' : 'ws'}://${localHost(config, interfaces)}:${gatewayPort(config, context.env)}`;
  const url = parseUrl(text);
  if (typeof url === 'string') return { shownUrl: text, problem: 'The gateway port is not between 1 and 65535.' };
  const loopback = isLoopback(url);
  return { url, shownUrl: text, ...localCredential(context), remote: false, secure, loopback, ownHost: true };
};

/**
 * Where the gateway of this config is, and the credential for exactly that place (spec: checks 7.1). Pure.
 * @param interfaces this machine's addresses, for `gateway.bind` `lan` and `tailnet`
 */
export const probeTarget = (context: AuditContext, interfaces: NetworkInterfaces): ProbeTarget | NoTarget => {
  const remoteUrl = filledTextAt(context.config.value, 'gateway.remote.url');
  const remote = textAt(context.config.value, 'gateway.mode') === 'remote' && remoteUrl !== undefined;
  return remote ? remoteTarget(context, remoteUrl) : localTarget(context, interfaces);
};
