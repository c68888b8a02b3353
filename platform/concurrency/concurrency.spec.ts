import { describe, expect, it } from 'vitest';
import { createLimiter } from './index.ts';

describe('a limiter', () => {
  it('runs no more at once than it may, in the order they came', async () => {
    const limiter = createLimiter({ concurrency: 2, waiting: 100, refusal: 'Too much.' });
    let running = 0;
    let most = 0;
    const began: number[] = [];
    await Promise.all(
      Array.from({ length: 20 }, (_, n) =>
        limiter.run(async () => {
          began.push(n);
          running += 1;
          most = Math.max(most, running);
          await new Promise((resolve) => setImmediate(resolve));
          running -= 1;
        }),
      ),
    );
    expect(most).toBe(2);
    expect(began).toEqual(Array.from({ length: 20 }, (_, n) => n));
    expect(limiter.load()).toEqual({ running: 0, waiting: 0 });
  });

  it('refuses what would have to wait behind too many, and goes on', async () => {
    const limiter = createLimiter({ concurrency: 1, waiting: 1, refusal: 'Too much.' });
    let release = (): void => undefined;
    const first = limiter.run(
      () =>
        new Promise<void>((resolve) => {
          release = resolve;
        }),
    );
    const second = limiter.run(async () => 'second');
    expect(limiter.load()).toEqual({ running: 1, waiting: 1 });
    await expect(limiter.run(async () => 'third')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      message: 'Too much.',
    });
    release();
    await first;
    expect(await second).toBe('second');
  });

  it('hands on the place of what failed', async () => {
    const limiter = createLimiter({ concurrency: 1, waiting: 5, refusal: 'Too much.' });
    const failing = limiter.run(() => Promise.reject(new Error('failed')));
    const next = limiter.run(async () => 'next');
    await expect(failing).rejects.toThrow('failed');
    expect(await next).toBe('next');
    expect(limiter.load()).toEqual({ running: 0, waiting: 0 });
  });
});
