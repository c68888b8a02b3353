import { type ClassType, createUnionType } from 'type-graphql';
import {
  BadInputError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
} from './types.ts';

/** The result union of a mutation: its success, or why not. */
export const resultOf = <S extends object>(operation: string, Success: ClassType<S>) =>
  createUnionType({
    name: `${operation.charAt(0).toUpperCase()}${operation.slice(1)}Result`,
    description: `What ${operation} answers: its success, or why not.`,
    types: () =>
      [Success, NotFoundError, ForbiddenError, UnauthenticatedError, BadInputError, ConflictError] as const,
  });

/** An answer of a type, with its fields. */
export const answer = <T extends object>(Type: new () => T, fields: NoInfer<T>): T =>
  Object.assign(new Type(), fields);
