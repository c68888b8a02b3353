export * from './links.ts';
export * from './store.ts';
