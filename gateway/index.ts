export { composeSupergraph, type SubgraphDefinition } from './compose.ts';
export { type GatewaySettings, readGatewaySettings } from './environment.ts';
export { createGateway } from './gateway.ts';
export type {
  Gateway,
  GatewayLimits,
  GatewayOptions,
  ListeningGateway,
  MetricsSources,
  SubgraphTarget,
} from './options.ts';
