export * from './access-token.ts';
export * from './api-key.ts';
export * from './authenticator.ts';
export * from './change-feed.ts';
export * from './changes.ts';
export * from './identity.ts';
export * from './internal-token.ts';
export * from './permission-texts.ts';
