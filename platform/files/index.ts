export * from './folder.ts';
export * from './links.ts';
export * from './s3/client.ts';
export * from './s3/store.ts';
export * from './store.ts';
