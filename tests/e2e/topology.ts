import { rm } from 'node:fs/promises';
import type { DemoAccess } from '../../cli/commands/demo-access.ts';
import type { Endpoints } from '../../cli/endpoints.ts';
import { type CliResult, type Product, startProduct, tryCli } from '../fixtures/product.ts';

/** The product, however its processes are laid out. */
export interface Topology {
  dataDir: string;
  endpoints: Endpoints;
  demo: DemoAccess;
  /** Addresses of the subgraphs that run as processes of their own. */
  subgraphUrls: Record<string, string>;
  /** Runs a command against it; answers the JSON object it printed last. */
  cli(args: string[]): Promise<Record<string, unknown>>;
  /** Runs a command against it, however it ends. */
  tryCli(args: string[]): Promise<CliResult>;
  /** What its processes wrote to standard error. */
  log(): string;
  dispose(): Promise<void>;
}

/** What `npm start` gives: the subgraphs in the gateway's process, the engines embedded. */
export interface StartTopology extends Topology {
  product: Product;
}

export async function startTopology(): Promise<StartTopology> {
  const product = await startProduct();
  const { dataDir, endpoints } = product;
  if (!endpoints.demo) throw new Error('endpoints.json says nothing of the demo.');
  return {
    product,
    dataDir,
    endpoints,
    demo: endpoints.demo,
    subgraphUrls: {},
    cli: product.cli,
    tryCli: (args) => tryCli(args, dataDir),
    log: product.log,
    async dispose() {
      await product.stop();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
