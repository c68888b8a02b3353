import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createLogger } from '#platform/log/index.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { defineJob, type JobWorker, startJobWorker } from './index.ts';

const logger = createLogger({ name: 'jobs', level: 'silent' });

describe('jobs', () => {
  let db: TestDatabase;
  const workers: JobWorker[] = [];
  const ran: string[] = [];
  let shaky = 0;

  const greet = defineJob({
    name: 'test.greet',
    payload: z.object({ name: z.string() }),
    maxAttempts: 3,
    timeoutMs: 1_000,
    handler: async ({ name }) => void ran.push(name),
  });
  const stubborn = defineJob({
    name: 'test.stubborn',
    payload: z.object({}),
    maxAttempts: 3,
    timeoutMs: 1_000,
    async handler() {
      shaky += 1;
      throw new Error('no');
    },
  });
  const slow = defineJob({
    name: 'test.slow',
    payload: z.object({}),
    maxAttempts: 1,
    timeoutMs: 50,
    handler: (_, { signal }) =>
      new Promise((resolve) =>
        signal.addEventListener('abort', () => {
          ran.push('aborted');
          resolve();
        }),
      ),
  });
  const nightly = defineJob({
    name: 'test.nightly',
    payload: z.object({}),
    maxAttempts: 1,
    timeoutMs: 1_000,
    schedule: { cron: '* * * * *', payload: {} },
    handler: async () => undefined,
  });

  beforeAll(async () => {
    db = await createTestDatabase();
    for (let n = 0; n < 2; n += 1) {
      workers.push(
        await startJobWorker({ pool: db.pools.worker, jobs: [greet, stubborn, slow, nightly], logger }),
      );
    }
  });
  afterAll(async () => {
    for (const worker of workers) await worker.stop();
    await db.drop();
  });

  it('run once, whichever worker takes them', async () => {
    await workers[0]?.add(greet, { name: 'Ada' });
    await expect.poll(() => ran, { timeout: 5_000 }).toEqual(['Ada']);
    await expect.poll(() => workers[1]?.queueSizes()).not.toHaveProperty('test.greet');
  });

  it('are refused with a payload that is not theirs', async () => {
    await expect(workers[0]?.add(greet, { name: 5 } as never)).rejects.toThrow();
  });

  it('wait longer after each failure and stay in sight', async () => {
    await workers[0]?.add(stubborn, {});
    await expect.poll(() => shaky, { timeout: 5_000 }).toBeGreaterThanOrEqual(1);
    const { rows } = await db.admin.query(
      `select attempts, last_error, run_at > now() as later from jobs.jobs where task_identifier = 'test.stubborn'`,
    );
    expect(rows[0]).toMatchObject({ later: true, last_error: expect.stringContaining('no') });
  });

  it('are told when their time is up', async () => {
    await workers[0]?.add(slow, {});
    await expect.poll(() => ran, { timeout: 5_000 }).toContain('aborted');
  });

  it('keep their schedules in the database', async () => {
    await expect
      .poll(
        async () =>
          (await db.admin.query('select identifier from jobs._private_known_crontabs')).rows.map(
            (row) => row.identifier,
          ),
        { timeout: 5_000 },
      )
      .toContain('test.nightly');
  });
});
