export * from './embedded.ts';
export * from './idempotency.ts';
export * from './tenants.ts';
