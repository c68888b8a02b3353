import { type Logger as PinoLogger, pino } from 'pino';

/** Structured JSON logger. Fields that could hold a secret are removed before a line is written. */
export type Logger = PinoLogger;

export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

const SECRET_FIELDS = [
  'password',
  'token',
  'accessToken',
  'refreshToken',
  'apiKey',
  'authorization',
  'secret',
  'connectionString',
  'databaseUrl',
];

/**
 * Creates a logger that writes one JSON object a line to standard error, so that standard output stays free for what
 * a command answers.
 */
export function createLogger(options: { name: string; level?: LogLevel }): Logger {
  return pino(
    {
      name: options.name,
      level: options.level ?? 'info',
      redact: {
        paths: SECRET_FIELDS.flatMap((field) => [field, `*.${field}`, `*.*.${field}`]),
        censor: '[removed]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}
