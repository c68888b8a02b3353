import { AppError } from '../errors/index.ts';
import {
  BadInputError,
  ConflictError,
  ForbiddenError,
  NotFoundError,
  UnauthenticatedError,
  type UserError,
} from './types.ts';

const TYPES: Partial<Record<AppError['code'], new () => UserError>> = {
  BAD_INPUT: BadInputError,
  NOT_FOUND: NotFoundError,
  FORBIDDEN: ForbiddenError,
  UNAUTHENTICATED: UnauthenticatedError,
  CONFLICT: ConflictError,
};

/** The typed error of an expected failure; anything unexpected is thrown on. */
export function asUserError(error: unknown): UserError {
  const type = error instanceof AppError ? TYPES[error.code] : undefined;
  if (!(error instanceof AppError) || !type) throw error;
  return Object.assign(new type(), {
    code: error.code,
    message: error.message,
    path: error.inputPath ?? null,
  });
}

/**
 * Runs a mutation and turns its expected failures into members of its result union; `accepted` are those the union
 * has, others are thrown on.
 */
export async function orUserError<T>(run: () => Promise<T>): Promise<T | UserError> {
  try {
    return await run();
  } catch (error) {
    return asUserError(error);
  }
}
