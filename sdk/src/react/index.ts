/** React hooks for every operation of the API, over a cache that mutations and subscriptions keep true. */
export type {
  MutationHook,
  MutationState,
  QueryHook,
  QueryOptions,
  QueryPolicy,
  QueryState,
  SubscriptionHook,
  SubscriptionOptions,
  SubscriptionState,
} from './hooks.ts';
export * from './hooks_generated.ts';
export { MerchantGraphProvider, useMerchantGraph } from './provider.ts';
export type { Preloaded } from './server.ts';
