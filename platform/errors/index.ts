/** The closed set of codes a client can meet in `extensions.code` and in `UserError.code`. */
export const ERROR_CODES = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'NOT_FOUND',
  'BAD_INPUT',
  'CONFLICT',
  'RATE_LIMITED',
  'TIMEOUT',
  'UNAVAILABLE',
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** An expected failure: its message is written for the caller and is safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode;
  /**
   * Path of the input field at fault, outermost first. Not named `path`: graphql takes an error with one for located
   * already.
   */
  readonly inputPath: string[] | undefined;

  constructor(code: ErrorCode, message: string, options: { path?: string[]; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.inputPath = options.path;
  }
}

/** The input is wrong; `path` names the field, the message says what is accepted. */
export const badInput = (message: string, path?: string[]): AppError =>
  new AppError('BAD_INPUT', message, path ? { path } : {});

/** The thing does not exist, or the caller may not know whether it does. */
export const notFound = (what: string, path?: string[]): AppError =>
  new AppError('NOT_FOUND', `${what} was not found, or you have no access to it.`, path ? { path } : {});

/** The caller is known, and may not do this. */
export const forbidden = (message: string): AppError => new AppError('FORBIDDEN', message);

/** The caller is not known, or its token does not hold. */
export const unauthenticated = (message: string): AppError => new AppError('UNAUTHENTICATED', message);

/** The request contradicts what is already stored. */
export const conflict = (message: string, path?: string[]): AppError =>
  new AppError('CONFLICT', message, path ? { path } : {});

/** Something this request depends on is away; trying again later may work. */
export const unavailable = (message: string, cause?: unknown): AppError =>
  new AppError('UNAVAILABLE', message, { cause });

/** The text of whatever was thrown, for logs and operators. */
export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
