import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const schema = z.object({
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  merchantId: z.string(),
});

/** How to sign in to the demo. */
export type DemoAccess = z.infer<typeof schema>;

export const demoFile = (dataDir: string): string => path.join(dataDir, 'demo.json');

/** The demo's access, once it has been created whole. */
export async function readDemo(dataDir: string): Promise<DemoAccess | undefined> {
  const text = await readFile(demoFile(dataDir), 'utf8').catch(() => undefined);
  return text ? schema.parse(JSON.parse(text)) : undefined;
}
