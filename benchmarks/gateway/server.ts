/** One side of the comparison in a process of its own: `server.ts ours | stock <urls> | subgraphs`. Says where it is. */
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { createSubgraphExecutor } from '#platform/graphql/executor.ts';
import { listenSubgraph } from '#platform/graphql/listen.ts';
import type { Identity } from '#platform/identity/identity.ts';
import { createIdentitySigner, createIdentityVerifier } from '#platform/identity/internal-token.ts';
import { createLogger } from '#platform/log/index.ts';
import { createRateLimiter } from '#platform/rate-limit/index.ts';
import { composeSupergraph } from '../../gateway/compose.ts';
import { createGateway } from '../../gateway/index.ts';
import { NAMES, SDL, schemaOf } from './catalogue.ts';

const logger = createLogger({ name: 'benchmark', level: 'silent' });
const secret = 'a secret of the benchmark';
const plenty = { perSecond: 1_000_000, burst: 1_000_000 };
const supergraphSdl = composeSupergraph(NAMES.map((name) => ({ name, sdl: SDL[name] })));

const executorOf = (name: (typeof NAMES)[number]) =>
  createSubgraphExecutor({
    name,
    schema: schemaOf(name),
    verifier: createIdentityVerifier({ secret, audience: name }),
    logger,
  });

/** Who asks follows from the header, which every request has another one of. */
async function authenticate(authorization: string | undefined): Promise<Identity> {
  const userId = authorization?.slice('Bearer '.length) ?? 'nobody';
  return { kind: 'user', userId, sessionId: 's', memberships: [{ merchantId: 'm1', role: 'OWNER' }] };
}

/** This repository's gateway, its subgraphs in its own process, identity signed and verified on every fetch. */
async function startOurs(): Promise<string[]> {
  const gateway = createGateway({
    supergraphSdl,
    subgraphs: Object.fromEntries(NAMES.map((name) => [name, { executor: executorOf(name) }])),
    authenticate,
    signer: createIdentitySigner({ secret }),
    logger,
    // Every request is counted, and none refused.
    rateLimits: {
      limiter: createRateLimiter(),
      rules: { overall: plenty, user: plenty, merchant: plenty },
    },
  });
  const { url } = await gateway.listen({ host: '127.0.0.1', port: 0 });
  return [`${url}/graphql`];
}

/** The subgraphs behind HTTP, for the peer. */
async function startSubgraphs(): Promise<string[]> {
  const listening = await Promise.all(
    NAMES.map((name) =>
      listenSubgraph({ schema: schemaOf(name), executor: executorOf(name), host: '127.0.0.1', port: 0 }),
    ),
  );
  return listening.map(({ url }) => url);
}

/** Apollo's gateway and server as their documentation starts them, with the default data source over HTTP. */
async function startStock(urls: string[]): Promise<string[]> {
  let sdl = supergraphSdl;
  NAMES.forEach((name, at) => {
    const graph = new RegExp(`(@join__graph\\(name: "${name}", url: )"[^"]*"`);
    sdl = sdl.replace(graph, `$1"${urls[at]}"`);
  });
  const server = new ApolloServer({ gateway: new ApolloGateway({ supergraphSdl: sdl }) });
  const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: 0 } });
  return [url];
}

const [side, ...urls] = process.argv.slice(2);
const start = { ours: startOurs, subgraphs: startSubgraphs, stock: () => startStock(urls) }[side ?? ''];
if (!start) throw new Error('Give ours, stock or subgraphs.');
process.send?.({ urls: await start() });
process.on('disconnect', () => process.exit(0));
