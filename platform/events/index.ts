export * from './consumer.ts';
export * from './dead-letters.ts';
export * from './feed.ts';
export * from './marks.ts';
export * from './outbox.ts';
export * from './payloads.ts';
export * from './relay.ts';
export * from './security.ts';
