import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { demoSchema } from './commands/demo-access.ts';

const schema = z.object({
  graphql: z.string(),
  ws: z.string(),
  dashboard: z.string(),
  health: z.string(),
  metrics: z.string(),
  demo: demoSchema.optional(),
});

/** Where the product is, as `npm start` prints it and writes it to `<data>/endpoints.json`. */
export type Endpoints = z.infer<typeof schema>;

const fileIn = (dataDir: string): string => path.join(dataDir, 'endpoints.json');

/** Writes them for their owner alone, all at once. */
export async function writeEndpoints(dataDir: string, endpoints: Endpoints): Promise<void> {
  const file = fileIn(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}

/** What a running product wrote about itself. @throws when there is no such file, or it is not as documented */
export const readEndpoints = async (dataDir: string): Promise<Endpoints> =>
  schema.parse(JSON.parse(await readFile(fileIn(dataDir), 'utf8')));
