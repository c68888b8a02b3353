export * from './layout.ts';
export * from './links.ts';
export * from './queue.ts';
