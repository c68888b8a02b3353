import { z } from 'zod';
import type { ChainedEntry, SignedPosition } from './chain.ts';

/** Name and version of the file's format. */
const FORMAT = 'merchantgraph.audit/1';

const text = z.string();
const hash = z.string().regex(/^[0-9a-f]{64}$/, 'is not 64 hexadecimal digits');
const place = z.number().int().min(1);

const position = z.object({ sequence: place, hash, signature: text.nullable(), keyId: text.nullable() });

const header = z.object({
  format: z.literal(FORMAT),
  merchantId: text,
  exportedAt: text,
  head: position.nullable(),
  checkpoint: position.nullable(),
});

/** First line of an exported log. */
export type ExportHeader = z.infer<typeof header>;

const entry = z.strictObject({
  merchantId: text,
  sequence: place,
  previousHash: hash,
  id: text,
  eventId: text,
  actorKind: text,
  actorId: text.nullable(),
  action: text,
  outcome: text,
  occurredAt: text,
  ipAddress: text.nullable(),
  userAgent: text.nullable(),
  correlationId: text.nullable(),
  details: text.nullable(),
  hash,
}) satisfies z.ZodType<ChainedEntry>;

const keptHead = z.object({ merchantId: text, head: position });

/** The first line of an export: JSON, without its end of line. */
export const headerLine = (log: {
  merchantId: string;
  head: SignedPosition | null;
  checkpoint: SignedPosition | null;
}): string =>
  JSON.stringify({
    format: FORMAT,
    merchantId: log.merchantId,
    exportedAt: new Date().toISOString(),
    head: log.head,
    checkpoint: log.checkpoint,
  } satisfies ExportHeader);

function parse<T>(schema: z.ZodType<T>, line: string, where: string): T {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`${where} is not JSON.`);
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Error(`${where}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
}

/** @throws an error that says what is wrong with the line */
export const parseHeader = (line: string): ExportHeader => parse(header, line, 'Line 1');

/** @throws an error that names the line */
export const parseEntry = (line: string, number: number): ChainedEntry =>
  parse(entry, line, `Line ${number}`);

/** A head that was kept: the answer of `audit verify --json` or the first line of an export. */
export function parseKeptHead(json: string): { merchantId: string; head: SignedPosition } {
  return parse(keptHead, json.trim().split('\n')[0] ?? '', 'The kept head');
}
