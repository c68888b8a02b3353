import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import {
  type ConnectionInitMessage,
  GRAPHQL_TRANSPORT_WS_PROTOCOL,
  MessageType,
  makeServer,
} from 'graphql-ws';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import type { ErrorCode } from '#platform/errors/index.ts';
import type { Logger } from '#platform/log/index.ts';
import type { Door } from './door.ts';
import { codeOf, publicError } from './errors.ts';
import type { Operations } from './operations.ts';
import { foreignOrigin } from './session.ts';
import { createConnectionCounts, ownerOf, rightsOf } from './websocket-guard.ts';
import { createWrittenOnce } from './written-once.ts';

/** One client's connection. */
interface Connection {
  socket: WebSocket;
  clientIp: string | undefined;
  userAgent: string | undefined;
  authorization: string | undefined;
  /** The session cookie of the upgrade, and whether its page may use it. */
  cookie: string | undefined;
  originAllowed: boolean;
  fromBrowser: boolean;
  correlationId: string;
  /** Queries and mutations that are running, for closing gracefully. */
  running: number;
  /** What its owner may do, once it is known; while it is open that may not change. */
  rights: string | undefined;
  /** Whose connections it is counted with. */
  owner: string | undefined;
  /** Operations that were refused lately because there were too many. */
  floods: number;
  onFlood(): void;
}

type ConnectionFacts = Pick<
  Connection,
  'clientIp' | 'userAgent' | 'correlationId' | 'cookie' | 'originAllowed' | 'fromBrowser'
>;

export interface WebSocketDoor {
  readonly connections: number;
  /** Lets running queries and mutations finish until `deadline` (epoch milliseconds), then closes with 1001. */
  close(deadline: number): Promise<void>;
}

export interface WebSocketOptions {
  server: Server;
  path: string;
  door: Door;
  operations: Operations;
  facts: (request: IncomingMessage) => ConnectionFacts;
  onIdentityChange?: ((listener: () => void) => () => void) | undefined;
  logger: Logger;
}

const GOING_AWAY = 1001;
/** Clients connect again after these two by themselves, and not after 4500. */
const RESTART = 1012;
const TRY_LATER = 1013;
const FORBIDDEN = 4403;
const TOO_MANY = 4429;
const INTERNAL = 4500;
/** A client that does not answer a close is cut off after this long. */
const CLOSE_WAIT_MS = 1_000;
/** Refused operations within one heartbeat after which a client is not listening anyway. */
const MAX_FLOODS = 100;
/** Connections checked in one turn of the event loop. */
const CHECKED_AT_ONCE = 200;
const PING_EVERY_MS = 15_000;
/** Why who does not read is shown out, with the code of which clients know that they may come again. */
const DOES_NOT_READ = 'You do not read what is sent. Connect again, and resume after the last event seen.';
/** A close frame holds at most 123 bytes of reason. */
const MAX_REASON_BYTES = 123;

/** graphql-ws on the gateway's own port: subscriptions, and queries and mutations too. */
export function openWebSocketDoor(options: WebSocketOptions): WebSocketDoor {
  const { server, path, door, operations, logger } = options;
  const { limits } = door;
  const connections = new Set<Connection>();
  const counts = createConnectionCounts(limits);
  const writtenOnce = createWrittenOnce();
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
      try {
        connection.authorization = authorizationOf(connection, ctx.connectionParams);
        const { identity } = await door.admit({
          authorization: connection.authorization,
          address: connection.clientIp,
          variables: undefined,
        });
        const owner = ownerOf(identity);
        if (owner !== undefined && !counts.owned(owner)) {
          end(
            connection.socket,
            TOO_MANY,
            `${limits.maxConnectionsPerIdentity} connections are open, which is the limit.`,
          );
          return false;
        }
        connection.owner = owner;
        connection.rights = rightsOf(identity);
        if (connections.has(connection)) return true;
        // It was closed while its owner was looked up, and has been counted out without one.
        if (owner !== undefined) counts.disowned(owner);
        return false;
      } catch (error) {
        const { message } = publicError(error, connection.correlationId);
        const code = codeOf(error);
        if (code === 'INTERNAL')
          logger.error({ err: error, correlationId: connection.correlationId }, 'sign-in failed');
        end(connection.socket, REFUSAL_CODES[code] ?? TRY_LATER, message);
        return false;
      }
    },
    async onSubscribe(ctx, id, payload) {
      const connection = ctx.extra;
      return operations.prepareForSocket({
        payload,
        connection,
        open: Object.keys(ctx.subscriptions).length,
        tellPlace: (place) => tellPlace(connection.socket, id, place),
      });
    },
    execute: (args) => operations.executeForSocket(args),
    subscribe: (args) => operations.subscribeForSocket(args),
    onNext: (_ctx, _id, payload, _args, result) =>
      writtenOnce.standIn(operations.publicResult(result, payload)),
    onError: (_ctx, _id, payload, errors) => operations.publicErrors(errors, payload),
  });

  /** In a ping, which every client of the protocol answers, whether it reads what is in it or not. */
  const tellPlace = (socket: WebSocket, id: string, place: string): void => {
    // One that does not read will be shown out, and goes on after what it has read.
    if (socket.readyState !== WebSocket.OPEN || socket.bufferedAmount > limits.maxBufferedBytes) return;
    socket.send(JSON.stringify({ type: MessageType.Ping, payload: { after: { [id]: place } } }));
  };

  const factsOrNothing = (request: IncomingMessage): ConnectionFacts | undefined => {
    try {
      return options.facts(request);
    } catch (error) {
      logger.error({ err: error }, 'an upgrade could not be read');
      return undefined;
    }
  };
  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    if (closing) return refuse(socket, '503 Service Unavailable', 'The gateway is closing. Connect again.');
    if ((request.url ?? '').split('?', 1)[0] !== path) {
      return refuse(socket, '404 Not Found', `WebSocket connections are served at ${path} only.`);
    }
    // Whatever is thrown here would end the process.
    const facts = factsOrNothing(request);
    if (!facts) return refuse(socket, '400 Bad Request', 'This request cannot be read.');
    const refusal = counts.refusal(facts.clientIp);
    if (refusal !== undefined) return refuse(socket, '429 Too Many Requests', refusal);
    sockets.handleUpgrade(request, socket, head, (client) => accept(client, facts));
  };
  server.on('upgrade', onUpgrade);

  const accept = (socket: WebSocket, facts: ConnectionFacts) => {
    const connection: Connection = {
      socket,
      authorization: undefined,
      running: 0,
      rights: undefined,
      owner: undefined,
      floods: 0,
      onFlood() {
        connection.floods++;
        if (connection.floods > MAX_FLOODS)
          end(socket, TOO_MANY, 'Too many operations that are refused. Wait first.');
      },
      ...facts,
    };
    connections.add(connection);
    counts.opened(connection.clientIp);
    let alive = true;
    /** Messages that left for the network since the last heartbeat. */
    let left = 0;
    const heartbeat = setInterval(() => {
      // One that sends and never reads is as bad as one that is gone: what waits for it stays in memory.
      if (!alive || (left === 0 && socket.bufferedAmount > 0)) return end(socket, TRY_LATER, DOES_NOT_READ);
      alive = false;
      left = 0;
      connection.floods = 0;
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
            const message = writtenOnce.complete(data);
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            if (socket.bufferedAmount > limits.maxBufferedBytes) {
              logger.warn({ correlationId: connection.correlationId }, 'a websocket client does not read');
              end(socket, TRY_LATER, DOES_NOT_READ);
              return resolve();
            }
            socket.send(message, (error) => {
              left++;
              if (error) reject(error);
              else resolve();
            });
          }),
        close: (code, reason) => end(socket, code ?? 1000, reason ?? ''),
        onMessage: (handle) =>
          socket.on('message', (data: RawData) => {
            alive = true;
            handle(String(data)).catch((error: unknown) => {
              if (socket.readyState !== WebSocket.OPEN) return;
              logger.error(
                { err: error, correlationId: connection.correlationId },
                'a websocket message failed',
              );
              end(socket, INTERNAL, 'Internal error');
            });
          }),
      },
      connection,
    );
    socket.once('close', (code, reason) => {
      clearInterval(heartbeat);
      connections.delete(connection);
      counts.closed(connection.clientIp, connection.owner);
      closed(code, String(reason)).catch((error: unknown) => {
        logger.error(
          { err: error, correlationId: connection.correlationId },
          'a websocket did not close cleanly',
        );
      });
    });
  };

  /** Closes a connection whose token has expired, whose owner's rights are gone, or are others than they were. */
  const check = async (connection: Connection): Promise<void> => {
    const { authorization, socket, correlationId } = connection;
    if (authorization === undefined || connection.rights === undefined) return;
    try {
      const rights = rightsOf(await door.authenticate(authorization));
      // Its subscriptions were allowed to another set of rights: on a new connection each is decided anew.
      if (rights !== connection.rights) end(socket, RESTART, 'Your rights have changed. Connect again.');
    } catch (error) {
      // That nobody can be asked at the moment takes no rights away.
      if (codeOf(error) === 'UNAUTHENTICATED')
        end(socket, FORBIDDEN, publicError(error, correlationId).message);
    }
  };
  let checking = false;
  const checkAll = async (): Promise<void> => {
    if (checking) return;
    checking = true;
    const open = [...connections];
    for (let at = 0; at < open.length; at += CHECKED_AT_ONCE) {
      await Promise.all(open.slice(at, at + CHECKED_AT_ONCE).map(check));
      await new Promise((resolve) => setImmediate(resolve));
    }
    checking = false;
  };
  const checks = setInterval(() => void checkAll(), limits.identityCheckMs);
  const stopListening = options.onIdentityChange?.(() => void checkAll());

  return {
    get connections() {
      return connections.size;
    },
    async close(deadline) {
      closing = true;
      clearInterval(checks);
      stopListening?.();
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

/** Codes of refusals that trying again does not change; any other, also a rate, may be over in a moment. */
const REFUSAL_CODES: Partial<Record<ErrorCode, number>> = {
  UNAUTHENTICATED: FORBIDDEN,
  FORBIDDEN,
};

/** The token of `connection_init`, else the cookie of the upgrade. @throws FORBIDDEN when its page may not use that */
function authorizationOf(
  connection: Connection,
  params: Record<string, unknown> | undefined,
): string | undefined {
  const given = authorizationIn(params);
  if (given !== undefined || connection.cookie === undefined) return given;
  if (!connection.originAllowed) throw foreignOrigin();
  return connection.cookie;
}

/** Closes, and does not wait long for the other side's answer. */
function end(socket: WebSocket, code: number, reason: string): void {
  // One flood is many reasons to close; the first one counts.
  if (socket.readyState !== WebSocket.OPEN) return;
  socket.close(code, closeReason(reason));
  const timer = setTimeout(() => socket.terminate(), CLOSE_WAIT_MS);
  socket.once('close', () => clearTimeout(timer));
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
