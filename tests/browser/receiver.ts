import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A program that is sent webhooks. */
export interface Receiver {
  url: string;
  /** Ids of the events that came, in their order. */
  ids(): readonly string[];
  close(): Promise<void>;
}

/** Starts one on this machine, which answers 204 to everything. */
export async function startReceiver(): Promise<Receiver> {
  const ids: string[] = [];
  const server = createServer((request, response) => {
    const id = request.headers['webhook-id'];
    if (typeof id === 'string') ids.push(id);
    request.resume();
    request.on('end', () => response.writeHead(204).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    ids: () => ids,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
