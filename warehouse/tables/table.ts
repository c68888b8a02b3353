import { z } from 'zod';

/** A table as its writers see it: columns in the order in which rows are sent. */
export interface Table<Row> {
  name: string;
  schema: z.ZodType<Row>;
  /** Columns, in the order of the schema. */
  columns: readonly (keyof Row & string)[];
  /** Those of them that may be null. */
  nullable: ReadonlySet<string>;
  /** The sorting key: rows that agree in it replace each other. */
  key: readonly (keyof Row & string)[];
}

/** Describes a table by the schema of its rows; its columns are the schema's keys. */
export function defineTable<Shape extends z.ZodRawShape>(
  name: string,
  schema: z.ZodObject<Shape>,
  key: readonly (keyof z.infer<z.ZodObject<Shape>> & string)[],
): Table<z.infer<z.ZodObject<Shape>>> {
  type Row = z.infer<z.ZodObject<Shape>>;
  return {
    name,
    schema: schema as unknown as z.ZodType<Row>,
    columns: Object.keys(schema.shape) as (keyof Row & string)[],
    nullable: new Set(
      Object.entries(schema.shape).flatMap(([column, type]) =>
        type instanceof z.ZodNullable ? [column] : [],
      ),
    ),
    key,
  };
}
