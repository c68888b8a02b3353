import type { WebhookEndpointFieldsFragment } from '@merchantgraph/sdk';

/** Where a program is told of insights. */
export type Endpoint = WebhookEndpointFieldsFragment;
