import { Worker } from 'node:worker_threads';
import { unavailable } from '#platform/errors/index.ts';
import type { Forecast, ForecastInput } from './model/forecast.ts';
import type { Holiday } from './model/holidays.ts';

/** What the thread is asked: the input of the model, with holidays as a list, since functions cannot be sent. */
export interface ForecastRequest {
  id: number;
  input: Omit<ForecastInput, 'holidays'> & { holidays: readonly Holiday[] };
}

/** What it answers. */
export type ForecastAnswer = { id: number; forecast: Forecast } | { id: number; failure: string };

/** Forecasts in a thread of its own: a series takes tens of milliseconds, in which nobody else would be served. */
export interface Forecaster {
  /** @throws UNAVAILABLE when too many wait already */
  forecast(input: ForecastRequest['input']): Promise<Forecast>;
  close(): Promise<void>;
}

/** About five seconds of work: whoever comes after that would not wait for it. */
const MAX_WAITING = 200;

interface Waiting {
  resolve(forecast: Forecast): void;
  reject(error: Error): void;
}

/**
 * Makes a forecaster. Its thread starts with the first question and does not keep the process alive; after a failure
 * of the thread itself the next question starts another.
 * @param file program of the thread
 */
export function createForecaster(
  file: string | URL = new URL('./forecaster.worker.ts', import.meta.url),
): Forecaster {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastId = 0;

  function failAll(error: Error): void {
    worker = undefined;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const started = new Worker(file);
    started.on('message', (answer: ForecastAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (waiting.size === 0) started.unref();
      if ('failure' in answer) asked?.reject(new Error(`The forecast failed: ${answer.failure}`));
      else asked?.resolve(answer.forecast);
    });
    started.on('error', (error) => {
      if (worker === started) failAll(error instanceof Error ? error : new Error(String(error)));
    });
    started.on('exit', () => {
      if (worker === started) failAll(new Error('The thread that forecasts has ended.'));
    });
    return started;
  }

  return {
    forecast(input) {
      if (waiting.size >= MAX_WAITING)
        return Promise.reject(unavailable('Too many forecasts are waiting. Try again in a few seconds.'));
      worker ??= start();
      const thread = worker;
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        waiting.set(id, { resolve, reject });
        thread.ref();
        thread.postMessage({ id, input } satisfies ForecastRequest);
      });
    },
    async close() {
      const ending = worker;
      failAll(unavailable('This process is stopping. Try again in a few seconds.'));
      await ending?.terminate();
    },
  };
}
