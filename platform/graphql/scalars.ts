import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

const bad = (message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_INPUT' } });

function isCalendarDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function parseDay(value: unknown): string {
  if (typeof value === 'string' && isCalendarDay(value)) return value;
  throw bad(`A Date is a calendar day such as "2011-12-09"; got ${JSON.stringify(value)}.`);
}

/** A calendar day in the merchant's time zone; a string "YYYY-MM-DD" on both sides. */
export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description:
    'A calendar day in the time zone of the merchant, as ISO 8601 "YYYY-MM-DD", for example "2011-12-09".',
  serialize: (value) => (value instanceof Date ? value.toISOString().slice(0, 10) : parseDay(value)),
  parseValue: parseDay,
  parseLiteral: (node) => parseDay(node.kind === Kind.STRING ? node.value : null),
});

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

function parseInstant(value: unknown): Date {
  if (typeof value === 'string' && INSTANT.test(value)) {
    const at = new Date(value);
    if (!Number.isNaN(at.getTime())) return at;
  }
  throw bad(
    `A DateTime is an instant such as "2011-12-09T12:30:00Z", with its offset; got ${JSON.stringify(value)}.`,
  );
}

/** An instant; a Date in code, RFC 3339 in UTC with milliseconds on the wire. */
export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: 'DateTime',
  description: 'An instant as RFC 3339, answered in UTC, for example "2011-12-09T12:30:00.000Z".',
  serialize(value) {
    const at = value instanceof Date ? value : new Date(String(value));
    if (Number.isNaN(at.getTime()))
      throw new TypeError('DateTime cannot represent a value that is no instant.');
    return at.toISOString();
  },
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : null),
});

const DECIMAL = /^-?\d{1,34}(\.\d{1,18})?$/;

function parseDecimal(value: unknown): string {
  const text = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  if (typeof text === 'string' && DECIMAL.test(text)) return text;
  throw bad(`A Decimal is an exact number as a string, such as "19.9900"; got ${JSON.stringify(value)}.`);
}

/** An exact decimal number; a string in code and on the wire, never a float. */
export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: 'Decimal',
  description:
    'An exact decimal number as a string, for example "61204.1000". Amounts of money show four decimals.',
  serialize: (value) => parseDecimal(typeof value === 'string' ? value : String(value)),
  parseValue: parseDecimal,
  parseLiteral: (node) =>
    parseDecimal(
      node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT ? node.value : null,
    ),
});
