import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';

/** The port of a gateway that takes connections and says nothing: a deep audit waits for it until it is stopped. */
export const silentGateway = async (t: ExecutionContext): Promise<number> => {
  const server = createServer();
  server.on('upgrade', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  t.teardown(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port;
};
