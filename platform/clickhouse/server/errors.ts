/** An error with ClickHouse's numeric code, answered as ClickHouse would. */
export class EngineError extends Error {
  readonly code: number;
  /** ClickHouse's name of the code: UNKNOWN_TABLE, TOO_MANY_SIMULTANEOUS_QUERIES... */
  readonly type: string;

  constructor(code: number, type: string, message: string) {
    super(message);
    this.name = 'EngineError';
    this.code = code;
    this.type = type;
  }

  /** `Code: 60. DB::Exception: ... (UNKNOWN_TABLE)`, the text by which clients know a ClickHouse error. */
  override toString(): string {
    return `Code: ${this.code}. DB::Exception: ${this.message} (${this.type})`;
  }
}

const SHAPE = /^(?:Code: \d+\. DB::Exception: )*Code: (\d+)\. DB::Exception: ([\s\S]*)$/;

/** Turns what the engine (or anything else) threw into an `EngineError`. */
export function asEngineError(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const text = error instanceof Error ? error.message : String(error);
  const match = SHAPE.exec(text.trim());
  if (!match) return new EngineError(1002, 'UNKNOWN_EXCEPTION', text);
  const type = /\(([A-Z][A-Z0-9_]*)\)\s*$/.exec(match[2] ?? '');
  const message = (match[2] ?? '')
    .replace(/\s*\([A-Z][A-Z0-9_]*\)\s*$/, '')
    .replace(/\s*\(version [^)]*\)/g, '');
  return new EngineError(Number(match[1]), type?.[1] ?? 'UNKNOWN_EXCEPTION', message);
}

const STATUS = new Map([
  [81, 404],
  [60, 404],
  [46, 404],
  [62, 400],
  [115, 400],
  [456, 400],
  [457, 400],
  [202, 503],
  [159, 408],
  [241, 507],
  [516, 403],
  [291, 403],
  [497, 403],
  [164, 403],
  [158, 413],
]);

/** HTTP status that goes with an error. */
export const statusOf = (error: EngineError): number => STATUS.get(error.code) ?? 500;
