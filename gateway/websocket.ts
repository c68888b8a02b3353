import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ConnectionInitMessage, GRAPHQL_TRANSPORT_WS_PROTOCOL, makeServer } from 'graphql-ws';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { Identity } from '#platform/identity/identity.ts';
import type { Logger } from '#platform/log/index.ts';
import { codeOf, publicError } from './errors.ts';
import type { Operations } from './operations.ts';
import type { GatewayLimits } from './options.ts';

/** One client's connection. */
interface Connection {
  socket: WebSocket;
  clientIp: string | undefined;
  userAgent: string | undefined;
  authorization: string | undefined;
  correlationId: string;
  /** Queries and mutations that are running, for closing gracefully. */
  running: number;
}

export interface WebSocketDoor {
  readonly connections: number;
  /** Lets running queries and mutations finish until `deadline` (epoch milliseconds), then closes with 1001. */
  close(deadline: number): Promise<void>;
}

export interface WebSocketOptions {
  server: Server;
  path: string;
  limits: GatewayLimits;
  operations: Operations;
  authenticate: (authorization: string | undefined) => Promise<Identity>;
  facts: (request: IncomingMessage) => Pick<Connection, 'clientIp' | 'userAgent' | 'correlationId'>;
  logger: Logger;
}

const GOING_AWAY = 1001;
const FORBIDDEN = 4403;
const INTERNAL = 4500;
const PING_EVERY_MS = 15_000;
/** A close frame holds at most 123 bytes of reason. */
const MAX_REASON_BYTES = 123;

/** graphql-ws on the gateway's own port: subscriptions, and queries and mutations too. */
export function openWebSocketDoor(options: WebSocketOptions): WebSocketDoor {
  const { server, path, limits, operations, logger } = options;
  const connections = new Set<Connection>();
  let closing = false;

  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: limits.maxBodyBytes,
    perMessageDeflate: false,
    handleProtocols: (offered) =>
      offered.has(GRAPHQL_TRANSPORT_WS_PROTOCOL) ? GRAPHQL_TRANSPORT_WS_PROTOCOL : false,
  });

  const protocol = makeServer<ConnectionInitMessage['payload'], Connection>({
    connectionInitWaitTimeout: limits.connectionInitTimeoutMs,
    async onConnect(ctx) {
      const connection = ctx.extra;
      connection.authorization = authorizationIn(ctx.connectionParams);
      try {
        await options.authenticate(connection.authorization);
        return true;
      } catch (error) {
        const { message } = publicError(error, connection.correlationId);
        const code = codeOf(error);
        if (code === 'INTERNAL')
          logger.error({ err: error, correlationId: connection.correlationId }, 'sign-in failed');
        // A token that does not hold is final; a database that is away is not, and clients retry other codes.
        connection.socket.close(code === 'UNAUTHENTICATED' ? FORBIDDEN : INTERNAL, closeReason(message));
        return false;
      }
    },
    async onSubscribe(ctx, _id, payload) {
      const connection = ctx.extra;
      return operations.prepareForSocket({
        payload,
        connection,
        open: Object.keys(ctx.subscriptions).length,
      });
    },
    execute: (args) => operations.executeForSocket(args),
    subscribe: (args) => operations.subscribeForSocket(args),
    onNext: (_ctx, _id, payload, _args, result) => operations.publicResult(result, payload),
    onError: (_ctx, _id, payload, errors) => operations.publicErrors(errors, payload),
  });

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (closing) return refuse(socket, '503 Service Unavailable', 'The gateway is closing. Connect again.');
    if ((request.url ?? '').split('?', 1)[0] !== path) {
      return refuse(socket, '404 Not Found', `WebSocket connections are served at ${path} only.`);
    }
    sockets.handleUpgrade(request, socket, head, (client) => accept(client, request));
  };
  server.on('upgrade', onUpgrade);

  const accept = (socket: WebSocket, request: IncomingMessage) => {
    const connection: Connection = {
      socket,
      authorization: undefined,
      running: 0,
      ...options.facts(request),
    };
    connections.add(connection);
    let alive = true;
    const heartbeat = setInterval(() => {
      if (!alive) return socket.terminate();
      alive = false;
      socket.ping();
    }, PING_EVERY_MS);
    socket.on('pong', () => {
      alive = true;
    });
    // A broken frame or too large a message: the library closes the socket with the code that says so.
    socket.on('error', (error) => logger.debug({ err: error }, 'a websocket client misbehaved'));

    const closed = protocol.opened(
      {
        protocol: socket.protocol,
        send: (data) =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            socket.send(data, (error) => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, closeReason(reason ?? '')),
        onMessage: (handle) =>
          socket.on('message', (data: RawData) => {
            alive = true;
            handle(String(data)).catch((error: unknown) => {
              if (socket.readyState !== WebSocket.OPEN) return;
              logger.error(
                { err: error, correlationId: connection.correlationId },
                'a websocket message failed',
              );
              socket.close(INTERNAL, 'Internal error');
            });
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      connections.delete(connection);
      closed(code, String(reason)).catch((error: unknown) => {
        logger.error(
          { err: error, correlationId: connection.correlationId },
          'a websocket did not close cleanly',
        );
      });
    });
  };

  return {
    get connections() {
      return connections.size;
    },
    async close(deadline) {
      closing = true;
      while (connections.size > 0 && Date.now() < deadline) {
        // Not "complete": a client takes that for the end of its subscription, but reconnects after 1001.
        for (const connection of connections) {
          if (connection.running === 0)
            connection.socket.close(GOING_AWAY, 'The gateway is closing. Connect again.');
        }
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      for (const connection of connections) connection.socket.terminate();
      server.off('upgrade', onUpgrade);
      sockets.close();
    },
  };
}

/** `{ authorization: 'Bearer ...' }`, with the key spelt as clients spell it. */
function authorizationIn(params: Record<string, unknown> | undefined): string | undefined {
  for (const [name, value] of Object.entries(params ?? {})) {
    if (name.toLowerCase() !== 'authorization' || value === undefined || value === null) continue;
    return typeof value === 'string' ? value : 'not a string';
  }
  return undefined;
}

function closeReason(reason: string): string {
  if (Buffer.byteLength(reason) <= MAX_REASON_BYTES) return reason;
  // Cutting between the bytes of a character leaves a replacement character of three bytes at the end.
  return Buffer.from(reason)
    .subarray(0, MAX_REASON_BYTES - 3)
    .toString();
}

function refuse(socket: Duplex, status: string, message: string): void {
  socket.end(
    `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n` +
      `Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
  );
}
