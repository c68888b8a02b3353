export * from './hashing.ts';
export * from './rule.ts';
