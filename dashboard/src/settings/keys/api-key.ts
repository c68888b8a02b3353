import type { ListApiKeysQuery } from '@merchantgraph/sdk';

/** A key as the page lists it. */
export type ApiKey = NonNullable<NonNullable<ListApiKeysQuery['merchant']>['apiKeys']>['nodes'][number];
