export * from './address.ts';
export * from './sender.ts';
export * from './signature.ts';
