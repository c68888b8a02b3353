import type { WebhookEndpointFieldsFragment } from '@merchantgraph/sdk';

/** An endpoint as the page lists it. */
export type Endpoint = WebhookEndpointFieldsFragment;
