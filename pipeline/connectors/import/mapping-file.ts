import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { badInput, messageOf } from '#platform/errors/index.ts';
import type { Column, Format, MappingOptions } from './formats/format.ts';
import { KINDS } from './formats/generic.ts';
import type { ImportRow } from './line.ts';
import { datePatternProblem } from './values.ts';

const MAX_BYTES = 64 * 1024;
const text = z.string().trim().min(1).max(200);
const kind = z.enum(Object.keys(KINDS) as [string, ...string[]]);

const pattern = text.superRefine((value, context) => {
  const problem = datePatternProblem(value);
  if (problem) context.addIssue({ code: 'custom', message: `${JSON.stringify(value)} ${problem}` });
});

const schema = z.strictObject({
  columns: z.record(z.string(), z.union([text, z.array(text).min(1).max(20)])).default({}),
  constants: z.record(z.string(), text).default({}),
  dates: z.union([pattern, z.array(pattern).min(1).max(10)]).optional(),
  decimal: z.enum(['.', ',']).optional(),
  kinds: z.record(text, kind).optional(),
  refunds: z.enum(['negative', 'positive']).optional(),
});

/** What a mapping file says: where the columns of a format are, and how their values are written. */
export type MappingFile = z.infer<typeof schema>;

/**
 * Checks a mapping against the columns of a format.
 * @throws BAD_INPUT that names the member at fault
 */
export function parseMapping(value: unknown, format: Pick<Format<never>, 'columns'>): MappingFile {
  const parsed = schema.safeParse(value, { reportInput: false });
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = issue?.path.length ? issue.path.join('.') : 'the file';
    throw badInput(`The mapping is wrong at ${at}: ${issue?.message ?? 'it cannot be read'}.`, ['mapping']);
  }
  const known = Object.values(format.columns).map((column) => column.names[0]);
  for (const part of ['columns', 'constants'] as const) {
    const unknown = Object.keys(parsed.data[part]).find((name) => !known.includes(name));
    if (unknown !== undefined) {
      throw badInput(
        `The mapping is wrong at ${part}.${unknown}: there is no such column. Use ${known.join(', ')}.`,
        ['mapping'],
      );
    }
  }
  return parsed.data;
}

/**
 * Reads a mapping file (JSON).
 * @throws BAD_INPUT when it is absent, no JSON, or says something else than a mapping does
 */
export async function readMappingFile(
  file: string,
  format: Pick<Format<never>, 'columns'>,
): Promise<MappingFile> {
  const name = path.basename(file);
  let value: unknown;
  try {
    const { size } = await stat(file);
    if (size > MAX_BYTES) throw new Error(`it is longer than ${MAX_BYTES / 1024} KB`);
    value = JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, ''));
  } catch (error) {
    throw badInput(`The mapping file ${name} cannot be read: ${messageOf(error)}. It must be JSON.`, [
      'mapping',
    ]);
  }
  return parseMapping(value, format);
}

/** A format whose columns are found under the names the mapping gives them, and not under their own. */
export function withMapping<Row extends ImportRow>(
  format: Format<Row>,
  mapping: MappingFile | undefined,
): Format<Row> {
  if (!mapping) return format;
  const columns: Record<string, Column> = {};
  for (const [key, column] of Object.entries(format.columns)) {
    const told = mapping.columns[column.names[0]];
    const [first, ...rest] = told === undefined ? column.names : [told].flat();
    columns[key] = { ...column, names: [first ?? column.names[0], ...rest] };
  }
  return { ...format, columns };
}

/** The constants of a mapping by the keys of the format's columns; `plain` is the format under its own names. */
export function constantsOf(
  plain: Pick<Format<never>, 'columns'>,
  mapping: MappingFile | undefined,
): Record<string, string> {
  const constants: Record<string, string> = {};
  for (const [key, column] of Object.entries(plain.columns)) {
    const value = mapping?.constants[column.names[0]];
    if (value !== undefined) constants[key] = value;
  }
  return constants;
}

/** How the mapping says that values are written. */
export function writingOf(
  mapping: MappingFile | undefined,
  otherwise: MappingOptions['decimals'],
): Pick<MappingOptions, 'decimals' | 'datePatterns' | 'kinds' | 'positiveRefunds'> {
  const decimals = { '.': 'point', ',': 'comma' } as const;
  const kinds = Object.entries(mapping?.kinds ?? {}).flatMap(([word, name]) => {
    const meant = KINDS[name];
    return meant ? [[word.toLowerCase(), meant] as const] : [];
  });
  return {
    decimals: mapping?.decimal ? decimals[mapping.decimal] : otherwise,
    datePatterns: mapping?.dates === undefined ? undefined : [mapping.dates].flat(),
    kinds: kinds.length > 0 ? Object.fromEntries(kinds) : undefined,
    positiveRefunds: mapping?.refunds === 'positive',
  };
}
