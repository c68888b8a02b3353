import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays } from '../detection/calendar.ts';
import { scaled, steadyShop } from '../testing/shop.ts';
import { memorySource } from '../testing/source.ts';
import { quietLogger } from '../testing/subgraph.ts';
import type { DetectionTask } from './detect-merchant.ts';
import { createDetector, type Detector, type DetectorOptions } from './detector-pool.ts';
import { READ_DAYS, readChunk } from './read-chunk.ts';

const FROM = '2025-01-06';
const AS_OF = addDays(FROM, 147);

/** A thread that answers at once, hangs at EUR, ends at USD and fails at GBP; tells by `points` how often it was asked. */
const STUBBORN = `
import { parentPort } from 'node:worker_threads';
let asked = 0;
parentPort.on('message', ({ id, task }) => {
  asked += 1;
  if (task.currency === 'EUR') for (;;);
  if (task.currency === 'USD') process.exit(3);
  if (task.currency === 'GBP') parentPort.postMessage({ id, failure: 'no pounds' });
  else parentPort.postMessage({ id, result: { findings: [], series: 0, slices: 0, points: asked, ms: 0 } });
});`;

describe('the detector', () => {
  const open: Detector[] = [];
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mg-detector-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const make = (options: Omit<DetectorOptions, 'logger'>): Detector => {
    const detector = createDetector({ ...options, logger: quietLogger });
    open.push(detector);
    return detector;
  };
  afterEach(async () => {
    await Promise.all(open.splice(0).map((detector) => detector.close()));
  });

  async function taskOf(factor: number): Promise<DetectionTask> {
    const series = scaled(steadyShop(FROM, 200), addDays(FROM, 140), addDays(FROM, 146), factor);
    const merchant = { id: 'a', timeZone: 'UTC', currency: 'GBP', locale: 'en' };
    const chunk = { asOf: AS_OF, currency: 'GBP', merchants: [merchant] };
    const [read] = await readChunk(memorySource(new Map([['a', series]])), chunk, undefined);
    if (!read || 'failure' in read) throw new Error('the shop was not read');
    const context = { told: [], calendar: [], preferences: undefined, weekdayAnomalies: true };
    return { ...context, asOf: AS_OF, currency: 'GBP', days: READ_DAYS, bytes: read.bytes, carts: [] };
  }

  async function stubborn(budgetMs: number, threads: number): Promise<(currency: string) => Promise<number>> {
    const file = path.join(folder, `${crypto.randomUUID()}.mjs`);
    await writeFile(file, STUBBORN);
    const detector = make({ threads, file, budgetMs });
    const task = await taskOf(1);
    const ask = async (currency: string) => (await detector.detect({ ...task, currency })).points;
    // Warm: starting is not counted in.
    await Promise.all(Array.from({ length: threads }, () => ask('CHF')));
    return ask;
  }

  it('finds the same in threads and beside them', async () => {
    const [fallen, steady] = await Promise.all([taskOf(0.5), taskOf(1)]);
    const [inline, threads] = [make({ threads: 0 }), make({ threads: 2 })];
    for (const detector of [inline, threads]) {
      expect((await detector.detect(steady)).findings).toEqual([]);
      expect((await detector.detect(fallen)).findings).toMatchObject([
        { kind: 'LEVEL_SHIFT', direction: 'DOWN' },
      ]);
    }
    const [one, other] = await Promise.all([inline.detect(fallen), threads.detect(fallen)]);
    expect({ ...other, ms: 0 }).toEqual({ ...one, ms: 0 });
  });

  it('ends a thread whose merchant takes too long, and serves those behind it', async () => {
    const ask = await stubborn(300, 1);
    const answers = await Promise.allSettled(['CHF', 'EUR', 'CHF', 'CHF', 'EUR', 'CHF'].map(ask));
    expect(answers.map(({ status }) => status)).toEqual([
      'fulfilled',
      'rejected',
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(answers[1]).toMatchObject({ reason: { message: expect.stringContaining('300 ms') } });
  });

  it('replaces a thread that ends, and keeps one that only fails', async () => {
    const ask = await stubborn(5_000, 1);
    await expect(ask('GBP')).rejects.toThrow('no pounds');
    expect(await ask('CHF')).toBe(3);
    await expect(ask('USD')).rejects.toThrow('has ended');
    expect(await ask('CHF')).toBe(1);
  });

  it('tells whoever waits when it is closed', async () => {
    const ask = await stubborn(60_000, 1);
    const waiting = ask('EUR');
    const closing = open.splice(0).map((detector) => detector.close());
    await expect(waiting).rejects.toThrow('closed');
    await Promise.all(closing);
    await expect(ask('CHF')).rejects.toThrow('closed');
  });
});
