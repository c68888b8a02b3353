import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type DocumentNode, GraphQLError, type GraphQLSchema, parse } from 'graphql';
import { useServer } from 'graphql-ws/use/ws';
import { WebSocketServer } from 'ws';
import { z } from 'zod';
import { LruCache } from '../cache/lru.ts';
import type { SubgraphExecutor, SubgraphRequest } from './executor.ts';

const MAX_BODY = 10 * 1024 * 1024;
const CACHED_CHARACTERS = 500_000;
/** Extension of a graphql-ws operation that carries what would be the headers of an HTTP request. */
export const HEADERS_EXTENSION = 'headers';
const headersSchema = z.record(z.string(), z.string());

const bodySchema = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

function headersOf(request: IncomingMessage): SubgraphRequest['headers'] {
  return Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size > MAX_BODY) throw new RangeError(`The body is larger than ${MAX_BODY} bytes.`);
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function answer(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A subgraph that listens. */
export interface ListeningSubgraph {
  /** `http://host:port/graphql` */
  url: string;
  /** `ws://host:port/graphql`, protocol graphql-transport-ws */
  wsUrl: string;
  port: number;
  close(): Promise<void>;
}

/**
 * Serves a subgraph over HTTP POST and graphql-ws at `/graphql`, and answers `/health/live`. It is meant for the
 * gateway: whoever comes without the gateway's identity token is a stranger.
 */
export async function listenSubgraph(options: {
  schema: GraphQLSchema;
  executor: SubgraphExecutor;
  host: string;
  port: number;
}): Promise<ListeningSubgraph> {
  const { executor } = options;
  const server = createServer((request, response) => {
    void (async () => {
      const { pathname } = new URL(request.url ?? '/', 'http://subgraph');
      if (pathname === '/health/live') return answer(response, 200, { status: 'ok' });
      if (pathname !== '/graphql')
        return answer(response, 404, { errors: [{ message: 'Only /graphql is served here.' }] });
      if (request.method !== 'POST') {
        response.setHeader('allow', 'POST');
        return answer(response, 405, { errors: [{ message: 'Send a POST request.' }] });
      }
      let body: z.infer<typeof bodySchema>;
      try {
        body = bodySchema.parse(JSON.parse(await readBody(request)));
      } catch (error) {
        const status = error instanceof RangeError ? 413 : 400;
        return answer(response, status, {
          errors: [{ message: 'The body must be JSON with a "query".', extensions: { code: 'BAD_INPUT' } }],
        });
      }
      const result = await executor.execute({
        query: body.query,
        headers: headersOf(request),
        ...(body.variables ? { variables: body.variables } : {}),
        ...(body.operationName ? { operationName: body.operationName } : {}),
      });
      return answer(response, 200, result);
    })().catch(() =>
      answer(response, 500, { errors: [{ message: 'Unexpected error', extensions: { code: 'INTERNAL' } }] }),
    );
  });

  // Kept, because every open operation holds on to its document.
  const documents = new LruCache<DocumentNode>(CACHED_CHARACTERS);
  const documentOf = (query: string): DocumentNode => {
    const known = documents.get(query);
    if (known) return known;
    const document = parse(query, { maxTokens: 20_000 });
    documents.set(query, document, query.length);
    return document;
  };
  const sockets = new WebSocketServer({ server, path: '/graphql', maxPayload: MAX_BODY });
  const bridge = useServer(
    {
      // graphql-ws only frames: the executor parses, validates and runs. The headers of an operation travel in its
      // extensions, because operations of many people share one connection; else those of connection_init are taken.
      onSubscribe(context, _id, payload) {
        const parameters = headersSchema.safeParse(
          payload.extensions?.[HEADERS_EXTENSION] ?? context.connectionParams ?? {},
        );
        try {
          return {
            schema: options.schema,
            document: documentOf(payload.query),
            operationName: payload.operationName,
            rootValue: {
              query: payload.query,
              headers: parameters.success ? parameters.data : {},
              ...(payload.variables ? { variables: payload.variables } : {}),
              ...(payload.operationName ? { operationName: payload.operationName } : {}),
            } satisfies SubgraphRequest,
          };
        } catch (error) {
          return [error instanceof GraphQLError ? error : new GraphQLError('The query cannot be parsed.')];
        }
      },
      execute: (args) => executor.execute(args.rootValue as SubgraphRequest),
      subscribe: (args) => executor.subscribe(args.rootValue as SubgraphRequest),
    },
    sockets,
  );

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: `http://${host}:${port}/graphql`,
    wsUrl: `ws://${host}:${port}/graphql`,
    port,
    async close() {
      await bridge.dispose();
      server.closeIdleConnections();
      await new Promise((resolve) => {
        server.close(resolve);
        setTimeout(() => server.closeAllConnections(), 1_000).unref();
      });
    },
  };
}
