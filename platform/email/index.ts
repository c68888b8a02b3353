export * from './delivery.ts';
export * from './language.ts';
export * from './layout.ts';
export * from './links.ts';
export * from './queue.ts';
export * from './transport.ts';
export * from './unsubscribe.ts';
