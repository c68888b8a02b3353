export * from './context.ts';
export * from './executor.ts';
export * from './listen.ts';
export * from './pagination.ts';
export * from './scalars.ts';
export * from './schema.ts';
export * from './types.ts';
export * from './user-errors.ts';
