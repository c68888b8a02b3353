import { createHmac } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a merchant's endpoint got it. */
export interface Received {
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** A merchant's endpoint that answers as it is told; 204 otherwise. */
export async function startReceiver() {
  const received: Received[] = [];
  const answers: ((response: ServerResponse, request: Received) => void)[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const whole = { path: request.url ?? '', headers: request.headers, body };
      received.push(whole);
      const answer = answers.shift();
      if (answer) answer(response, whole);
      else response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** How the next requests are answered, one each. */
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type Receiver = Awaited<ReturnType<typeof startReceiver>>;

/** What a request tells, when one of its signatures is of this secret. @throws when none is */
export function verify(request: Received | undefined, secret: string) {
  const { headers = {}, body = '' } = request ?? {};
  const signature = createHmac('sha256', Buffer.from(secret.replace('whsec_', ''), 'base64'))
    .update(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`)
    .digest('base64');
  if (!String(headers['webhook-signature']).split(' ').includes(`v1,${signature}`))
    throw new Error('no signature of this secret');
  return JSON.parse(body) as { eventId: string; eventType: string };
}
