import type { z } from 'zod';

/** A table as its writers see it: columns in the order in which rows are sent. */
export interface Table<Row> {
  name: string;
  schema: z.ZodType<Row>;
  /** Columns, in the order of the schema. */
  columns: readonly (keyof Row & string)[];
}

/** Describes a table by the schema of its rows; its columns are the schema's keys. */
export function defineTable<Shape extends z.ZodRawShape>(
  name: string,
  schema: z.ZodObject<Shape>,
): Table<z.infer<z.ZodObject<Shape>>> {
  type Row = z.infer<z.ZodObject<Shape>>;
  return {
    name,
    schema: schema as unknown as z.ZodType<Row>,
    columns: Object.keys(schema.shape) as (keyof Row & string)[],
  };
}
