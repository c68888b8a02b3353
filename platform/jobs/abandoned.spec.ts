import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { createLogger } from '../log/index.ts';
import { defineJob, type JobWorker, startJobWorker } from './index.ts';

const logger = createLogger({ name: 'test', level: 'silent' });
let db: TestDatabase;
const workers: JobWorker[] = [];

beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(async () => {
  for (const worker of workers) await worker.stop();
  await db.drop();
});

it('takes up the job of a killed worker, and leaves that of a living one', async () => {
  const ran: string[] = [];
  let finish: () => void = () => undefined;
  const job = defineJob({
    name: 'test.tell',
    payload: z.object({ name: z.string(), waits: z.boolean().default(false) }),
    maxAttempts: 3,
    timeoutMs: 20_000,
    async handler({ name, waits }) {
      ran.push(name);
      if (waits) {
        await new Promise<void>((resolve) => {
          finish = resolve;
        });
      }
    },
  });
  const start = async (): Promise<JobWorker> => {
    const worker = await startJobWorker({ pool: db.pools.worker, jobs: [job], logger, lookEveryMs: 100 });
    workers.push(worker);
    return worker;
  };
  const first = await start();
  await first.add(job, { name: 'living', waits: true });
  await expect.poll(() => ran).toEqual(['living']);
  // What a killed worker leaves behind: a job under its name, and no lock.
  await db.admin.query(
    `select jobs.add_job('test.tell', '{"name": "abandoned"}', run_at := now() + interval '1 hour')`,
  );
  await db.admin.query(
    `update jobs._private_jobs set run_at = now(), locked_at = now(), locked_by = 'pool-killed', attempts = 1
     where payload->>'name' = 'abandoned'`,
  );
  await start();
  await expect.poll(() => ran, { timeout: 10_000 }).toEqual(['living', 'abandoned']);
  finish();
  await expect.poll(() => first.queueSizes()).toEqual({});
  expect(ran).toEqual(['living', 'abandoned']);
});
