import { readFileSync, statSync } from 'node:fs';
import { isIPv4, type Socket } from 'node:net';
import { join } from 'node:path';
import type { AuditContext } from '../audit/context.ts';
import { assertSystemError } from '../platform/errno.ts';
import { ProbeError } from './failure.ts';

/** TCP_LISTEN in the `st` column of proc_net(5). */
const LISTENING = '0A';

const ANY_IPV4 = '0'.repeat(8);
const ANY_IPV6 = '0'.repeat(32);

/** The address in the kernel's words, little-endian. */
const ipv4Words = (address: string): string =>
  address
    .split('.')
    .reverse()
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('')
    .toUpperCase();

/** What a listener that gets the connections to this address is bound to, the nearest first. An IPv6 one can get IPv4, too. */
const boundTo = (address: string): readonly string[] => {
  if (!isIPv4(address)) return ['00000000000000000000000001000000', ANY_IPV6];
  const words = ipv4Words(address);
  return [words, `0000000000000000FFFF0000${words}`, ANY_IPV4, ANY_IPV6];
};

/**
 * The user id that listens on a port of this machine.
 * @param table the texts of /proc/net/tcp and /proc/net/tcp6, one after the other
 * @param address an IPv4 address of this machine, or `::1`
 * @returns undefined when the table has no listener for it, as behind a packet filter that forwards the port
 */
export const listenerUid = (table: string, address: string, port: number): number | undefined => {
  const hexPort = port.toString(16).toUpperCase().padStart(4, '0');
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/));
  const uids = new Map(rows.filter((row) => row[3] === LISTENING).map((row) => [row[1], Number(row[7])]));
  const bound = boundTo(address).find((words) => uids.has(`${words}:${hexPort}`));
  return bound === undefined ? undefined : uids.get(`${bound}:${hexPort}`);
};

const ownerOf = (path: string): number | undefined => {
  try {
    return statSync(path).uid;
  } catch (error) {
    assertSystemError(error);
    return undefined;
  }
};

/** What the gateway itself creates in its state directory, besides the directory and the config: whoever owns one may be its user. */
const MADE_BY_GATEWAY = ['agents', 'devices', 'identity', 'logs'];

/** The users that a gateway of this state can run as: root, the auditor, and the owners of the state. */
export const gatewayUids = ({ uid, paths }: AuditContext): ReadonlySet<number> => {
  const places = [paths.stateDir, paths.configPath, ...MADE_BY_GATEWAY.map((name) => join(paths.stateDir, name))];
  return new Set([0, uid, ...places.map(ownerOf)].filter((one) => one !== undefined));
};

const readTable = (path: string): string => {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    assertSystemError(error);
    return '';
  }
};

/**
 * Any user of a machine can listen on the gateway's port while the gateway is down, and would be shown the token. Linux only;
 * where the owner of the port cannot be told, nothing is refused.
 * @param socket connected to an address of this machine; cut when a stranger is found
 * @throws ProbeError `stranger` when a user other than these listens there
 */
export const refuseStranger = (socket: Socket, uids: ReadonlySet<number>): void => {
  const { remoteAddress, remotePort } = socket;
  if (remoteAddress === undefined || remotePort === undefined) return;
  const table = readTable('/proc/net/tcp') + readTable('/proc/net/tcp6');
  const uid = listenerUid(table, remoteAddress, remotePort);
  if (uid === undefined || uids.has(uid)) return;
  const message = `The program that listens on ${remoteAddress}:${remotePort} runs as user id ${uid}, who does not own this state directory; no credential was sent.`;
  socket.destroy();
  throw new ProbeError('stranger', message);
};
