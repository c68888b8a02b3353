export { type BucketStore, createLocalStore, createPostgresStore } from './bucket-store.ts';
export { type Budget, type Charge, createRateLimiter, type Rate, type RateLimiter } from './limiter.ts';
