import { z } from 'zod';
import { demoSchema } from '../../cli/commands/demo-access.ts';
import { SUBGRAPH_NAMES } from '../../cli/names.ts';
import { runCli, tryCli } from '../fixtures/product.ts';
import { openServices, type Service } from './services.ts';
import type { Topology } from './topology.ts';

/** Every process on its own, as `docker-compose.yml` lays them out: nothing is shared but addresses and one secret. */
export interface SeparateTopology extends Topology {
  services: Map<string, Service>;
  /** The administrator's connection, for looking behind the walls. */
  databaseUrl: string;
  /** The secret all processes share. */
  secret: string;
  /** Starts a service again after it was stopped, on the port it had. */
  restart(name: string): Promise<void>;
}

/** @param options.env further variables of the gateway */
export async function separateTopology(
  options: { env?: Record<string, string> } = {},
): Promise<SeparateTopology> {
  const services = await openServices();
  const { dataDir, start } = services;
  try {
    const env = await services.startEngines();
    const [, made, ...subgraphs] = await Promise.all([
      start('worker', ['worker'], env, z.unknown()),
      runCli(['demo'], dataDir, env),
      ...SUBGRAPH_NAMES.map(async (name) => [name, await services.startSubgraph(name, env)] as const),
    ]);
    const urls = subgraphs.map(([name, url]) => `${name}=${url}`).join(',');
    const [gateway] = await Promise.all([
      start(
        'gateway',
        ['gateway'],
        { ...env, ...options.env, SUBGRAPH_URLS: urls },
        z.object({ url: z.string(), wsUrl: z.string() }),
      ),
      runCli(['insights', 'generate'], dataDir, env),
    ]);
    const { demo } = z.object({ demo: demoSchema }).parse(made);
    return {
      dataDir,
      demo,
      endpoints: {
        graphql: `${gateway.url}/graphql`,
        ws: gateway.wsUrl,
        dashboard: `${gateway.url}/`,
        health: `${gateway.url}/health/ready`,
        metrics: `${gateway.url}/metrics`,
        demo,
      },
      subgraphUrls: Object.fromEntries(subgraphs),
      services: services.running,
      databaseUrl: env.DATABASE_URL,
      secret: services.secret,
      restart: services.restart,
      cli: (args) => runCli(args, dataDir, env),
      tryCli: (args) => tryCli(args, dataDir, env),
      log: services.log,
      dispose: services.dispose,
    };
  } catch (error) {
    await services.dispose();
    throw new Error(`The separate processes did not start:\n${services.log()}`, { cause: error });
  }
}
