/** A thread that detects: one merchant in, one answer out, in order. See `detector-pool.ts`. */
import { parentPort } from 'node:worker_threads';
import { messageOf } from '#platform/errors/index.ts';
import { detectMerchant } from './detect-merchant.ts';
import type { DetectorAnswer, DetectorRequest } from './detector-pool.ts';

parentPort?.on('message', ({ id, task }: DetectorRequest) => {
  let answer: DetectorAnswer;
  try {
    answer = { id, result: detectMerchant(task) };
  } catch (error) {
    answer = { id, failure: messageOf(error) };
  }
  parentPort?.postMessage(answer);
});
