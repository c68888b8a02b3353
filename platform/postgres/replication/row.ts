/** A row by column name. Values are PostgreSQL's own text, instants in UTC; `undefined` was not sent (unchanged TOAST). */
export type ReplicatedRow = Record<string, string | null | undefined>;
