import { AppError, badInput } from '#platform/errors/index.ts';
import { asUserError, type UserError } from '#platform/graphql/index.ts';
import {
  EmailTakenError,
  InvalidCredentialsError,
  InvalidTokenError,
  TooManyAttemptsError,
} from './errors.type.ts';
import { checkStorable } from './input.ts';

const REFUSALS = {
  CREDENTIALS: { code: 'UNAUTHENTICATED', type: InvalidCredentialsError },
  TOKEN: { code: 'NOT_FOUND', type: InvalidTokenError },
  EMAIL_TAKEN: { code: 'CONFLICT', type: EmailTakenError },
} as const;

/** Why something was refused after it was looked at; kept under an Idempotency-Key like any other answer. */
export interface Refusal {
  kind: keyof typeof REFUSALS | 'CONFLICT' | 'BAD_INPUT' | 'NOT_FOUND';
  message: string;
  path?: string[];
}

/** A refusal on its way to the caller. */
export class Refused extends AppError {
  readonly refusal: Refusal;

  constructor(refusal: Refusal) {
    const code = refusal.kind in REFUSALS ? REFUSALS[refusal.kind as keyof typeof REFUSALS].code : undefined;
    super(code ?? (refusal.kind as 'CONFLICT'), refusal.message, refusal.path ? { path: refusal.path } : {});
    this.refusal = refusal;
  }
}

/** The wait that many failures cost is not over. */
export class TooManyAttempts extends AppError {
  readonly retryAt: Date;
  readonly retryAfterSeconds: number;

  constructor(retryAt: Date, now: Date) {
    const seconds = Math.max(1, Math.ceil((retryAt.getTime() - now.getTime()) / 1_000));
    super('RATE_LIMITED', `Too many attempts. Try again in ${inWords(seconds)}.`);
    this.retryAt = retryAt;
    this.retryAfterSeconds = seconds;
  }
}

const inWords = (seconds: number): string => {
  if (seconds < 120) return seconds === 1 ? '1 second' : `${seconds} seconds`;
  return `${Math.ceil(seconds / 60)} minutes`;
};

/** How long to stay away when this process has too much to do; nothing was counted. */
const BUSY_SECONDS = 5;

/** The member of a result union that an expected failure becomes; anything unexpected is thrown on. */
export function refused(error: unknown): UserError {
  if (error instanceof Refused && error.refusal.kind in REFUSALS) {
    const { type } = REFUSALS[error.refusal.kind as keyof typeof REFUSALS];
    return Object.assign(new type(), {
      code: error.code,
      message: error.message,
      path: error.inputPath ?? null,
    });
  }
  if (error instanceof AppError && error.code === 'RATE_LIMITED') {
    const known = error instanceof TooManyAttempts;
    return Object.assign(new TooManyAttemptsError(), {
      code: error.code,
      message: error.message,
      path: null,
      retryAt: known ? error.retryAt : new Date(Date.now() + BUSY_SECONDS * 1_000),
      retryAfterSeconds: known ? error.retryAfterSeconds : BUSY_SECONDS,
    });
  }
  return asUserError(error);
}

const MAX_LENGTH = 1_024;

/** @throws BAD_INPUT for a text that is empty or longer than `max` characters */
export function checked(value: string, field: string, max = MAX_LENGTH): string {
  if (value.trim() === '') throw badInput(`${field} must not be empty.`, ['input', field]);
  checkStorable(value, field);
  if (value.length > max) throw badInput(`${field} is longer than ${max} characters.`, ['input', field]);
  return value;
}
