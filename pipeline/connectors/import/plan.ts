import { createHash } from 'node:crypto';
import { badInput } from '#platform/errors/index.ts';
import { CsvReader } from './csv.ts';
import {
  countKnownColumns,
  type Format,
  isCurrency,
  type RecordMapper,
  resolveColumns,
} from './formats/format.ts';
import { type EntityName, FORMATS } from './formats/index.ts';
import { JsonLinesReader } from './json-lines.ts';
import type { ImportRow } from './line.ts';
import {
  constantsOf,
  type MappingFile,
  parseMapping,
  readMappingFile,
  withMapping,
  writingOf,
} from './mapping-file.ts';
import { createDelimitedReader, type SourceReader } from './record.ts';
import { inspectSource, type Source } from './source.ts';
import { createZone, isTimeZone } from './zone.ts';

/** Whose data it is. */
export interface ImportMerchant {
  id: string;
  /** IANA time zone whose days count. */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** Makes of the IP address of a cart what is kept of it, see `createAddressHash`; without it nothing is. */
  hashAddress?: (address: string) => string;
}

/** What is to be read, and how. */
export interface PlanOptions {
  merchant: ImportMerchant;
  /** Path of a file, plain or packed with gzip. */
  file: string;
  entity: EntityName;
  format: string;
  /** IANA time zone of the clock in the file; by default the merchant's. Days are always the merchant's. */
  timezone?: string;
  /** Currency of amounts that name none; by default the merchant's. */
  currency?: string;
  /** Path of a mapping file, for the formats `generic` and `jsonl`. */
  mapping?: string;
  signal?: AbortSignal;
}

/** What must be known to read single records of a file again; kept with its import. */
export interface ImportSettings {
  timezone: string;
  currency: string;
  /** Null for JSON lines. */
  delimiter: string | null;
  header: string[];
  mapping: MappingFile | null;
}

/** How records of one file become rows. */
export interface RecordPlan {
  mapper: RecordMapper<ImportRow>;
  /** Fields of a whole record; null where records have no fixed number of them. */
  columns: number | null;
  /** Further records of an order mean something only after its first one. */
  carriesHead: boolean;
  createReader(withoutHeader: boolean): SourceReader;
}

export interface Plan extends RecordPlan {
  source: Source;
  /** What would be written: content, format, zone and currency. */
  digest: string;
  settings: ImportSettings;
}

/**
 * The format of a name.
 * @throws BAD_INPUT for a name that is none
 */
function formatOf(entity: EntityName, name: string): Format<ImportRow> {
  const formats = FORMATS[entity];
  const format = Object.hasOwn(formats, name) ? formats[name] : undefined;
  if (format) return format;
  throw badInput(
    `Format ${JSON.stringify(name)} is unknown. Use one of ${Object.keys(formats).join(', ')}.`,
    ['format'],
  );
}

function checkedSettings(options: PlanOptions): { timezone: string; currency: string } {
  const { merchant } = options;
  const timezone = options.timezone ?? merchant.timeZone;
  if (!isTimeZone(timezone)) {
    throw badInput(
      `Time zone ${JSON.stringify(timezone)} is unknown. Use an IANA name such as Europe/London.`,
      ['timezone'],
    );
  }
  const currency = options.currency ?? merchant.currency;
  if (!isCurrency(currency)) {
    throw badInput(`Currency ${JSON.stringify(currency)} is unknown. Use an ISO 4217 code such as GBP.`, [
      'currency',
    ]);
  }
  return { timezone, currency };
}

/**
 * Checks everything that can be wrong as a whole, before anything is written.
 * @throws BAD_INPUT when the file is not what it says, or a setting is unknown
 */
export async function planImport(options: PlanOptions): Promise<Plan> {
  const { merchant, entity } = options;
  const plain = formatOf(entity, options.format);
  const { timezone, currency } = checkedSettings(options);
  if (options.mapping !== undefined && !plain.mappable) {
    throw badInput(
      `Format ${plain.name} knows its columns. A mapping file belongs to the formats generic and jsonl.`,
      ['mapping'],
    );
  }
  const mapping = options.mapping === undefined ? null : await readMappingFile(options.mapping, plain);
  const source = await inspectSource(options.file, options.signal);
  const format = withMapping(plain, mapping ?? undefined);
  const delimiter = format.json ? null : detectDelimiter(format, source.firstLine);
  if (format.json && !source.firstLine.trimStart().startsWith('{')) {
    throw badInput(
      `This file is not ${format.label}: it begins with ${JSON.stringify(source.firstLine.slice(0, 40))}. Write one JSON object a line, or check --format.`,
      ['file'],
    );
  }
  const header =
    delimiter === null
      ? Object.values(format.columns).map((column) => column.names[0])
      : headerOf(source.firstLine, delimiter);
  const settings: ImportSettings = { timezone, currency, delimiter, header, mapping };
  const digest = createHash('sha256').update(
    JSON.stringify([options.format, timezone, merchant.timeZone, currency]),
  );
  if (entity !== 'orders' || mapping) digest.update(JSON.stringify([entity, mapping]));
  return {
    ...planRecords(merchant, entity, options.format, settings),
    source,
    settings,
    digest: digest.update(source.digest).digest('hex'),
  };
}

/** How records of a file with these settings become rows, now or when one of them is replayed. */
export function planRecords(
  merchant: ImportMerchant,
  entity: EntityName,
  formatName: string,
  settings: ImportSettings,
): RecordPlan {
  const plain = formatOf(entity, formatName);
  const { delimiter, header } = settings;
  const mapping = settings.mapping ? parseMapping(settings.mapping, plain) : undefined;
  const format = withMapping(plain, mapping);
  const mapper = format.createMapper(resolveColumns(format, header, constantsOf(plain, mapping)), {
    zone: createZone(settings.timezone),
    businessZone: createZone(merchant.timeZone),
    currency: settings.currency,
    now: Date.now(),
    hashAddress: merchant.hashAddress,
    ...writingOf(mapping, delimiter === ';' ? 'either' : 'point'),
  });
  const names = Object.values(format.columns).map((column) => column.names);
  return {
    mapper,
    columns: delimiter === null ? null : header.length,
    carriesHead: format.carriesHead ?? false,
    createReader: (withoutHeader) =>
      delimiter === null
        ? new JsonLinesReader(names, format.json ?? [])
        : createDelimitedReader({ delimiter, columns: header.length, withoutHeader }),
  };
}

/** The delimiter under which the header holds most of the format's columns. */
function detectDelimiter(format: Format<ImportRow>, firstLine: string): string {
  const scored = [',', ';', '\t'].map((delimiter) => {
    const header = headerOf(firstLine, delimiter);
    return { delimiter, known: countKnownColumns(format, header), columns: header.length };
  });
  scored.sort((a, b) => b.known - a.known || b.columns - a.columns);
  return scored[0]?.delimiter ?? ',';
}

function headerOf(firstLine: string, delimiter: string): string[] {
  let header: string[] = [];
  new CsvReader({ delimiter, columns: 0 }).push(`${firstLine}\n`, (record) => {
    header = record.fields.map((name) => name.trim());
  });
  return header;
}
