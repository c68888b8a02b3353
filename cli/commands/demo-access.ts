import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

/** How to sign in to the demo, as the `demo` command answers. */
export const demoSchema = z.object({
  email: z.string(),
  password: z.string(),
  apiKey: z.string(),
  merchantId: z.string(),
});

/** How to sign in to the demo. */
export type DemoAccess = z.infer<typeof demoSchema>;

const demoFile = (dataDir: string): string => path.join(dataDir, 'demo.json');

/** The demo's access, once all of it has been created and its insights are there. */
export async function readDemo(dataDir: string): Promise<DemoAccess | undefined> {
  const text = await readFile(demoFile(dataDir), 'utf8').catch(() => undefined);
  return text ? demoSchema.parse(JSON.parse(text)) : undefined;
}

/** Notes that the demo is whole: no later start will look at it again. */
export async function writeDemo(dataDir: string, access: DemoAccess): Promise<void> {
  const file = demoFile(dataDir);
  await writeFile(`${file}.new`, `${JSON.stringify(access, null, 2)}\n`, { mode: 0o600 });
  await rename(`${file}.new`, file);
}
