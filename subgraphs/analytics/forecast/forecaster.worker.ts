/** A thread that forecasts: one request in, one answer out, in order. See `forecaster.ts`. */
import { parentPort } from 'node:worker_threads';
import type { ForecastAnswer, ForecastRequest } from './forecaster.ts';
import { forecast } from './model/forecast.ts';
import { createHolidayCalendar } from './model/holidays.ts';

parentPort?.on('message', ({ id, input }: ForecastRequest) => {
  const { holidays, ...rest } = input;
  let answer: ForecastAnswer;
  try {
    const calendar = holidays.length > 0 ? createHolidayCalendar(holidays) : undefined;
    answer = { id, forecast: forecast({ ...rest, holidays: calendar }) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
