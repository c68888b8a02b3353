export * from './feed.ts';
export * from './outbox.ts';
