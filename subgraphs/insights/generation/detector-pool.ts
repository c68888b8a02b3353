import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Logger } from '#platform/log/index.ts';
import { type DetectionResult, type DetectionTask, detectMerchant } from './detect-merchant.ts';

export interface DetectorRequest {
  id: number;
  task: DetectionTask;
}
export type DetectorAnswer = { id: number; result: DetectionResult } | { id: number; failure: string };

/** Looks at merchants, several at a time. */
export interface Detector {
  /** @throws when detection fails, and when it takes longer than a merchant may */
  detect(task: DetectionTask): Promise<DetectionResult>;
  close(): Promise<void>;
}

export interface DetectorOptions {
  /** How many; 0 detects in the calling thread, where nothing can be cut off. As many as processors when left out. */
  threads?: number | undefined;
  /** Program of a thread; the source beside this one when left out. */
  file?: string | URL | undefined;
  /** What one merchant may take, in milliseconds. */
  budgetMs?: number | undefined;
  logger: Logger;
}

/** A merchant takes a few milliseconds; what takes this long would never end. */
const BUDGET_MS = 5_000;
/** A thread that starts compiles first. */
const START_MS = 10_000;
/** Requests a thread holds: the one it works at, and the next, so that it never waits for its next one. */
const AT_ONCE = 2;
const MOST_THREADS = 8;

interface Waiting extends DetectorRequest {
  resolve(result: DetectionResult): void;
  reject(error: Error): void;
}

interface Thread {
  worker: Worker;
  /** In the order in which it will answer. */
  held: Waiting[];
  timer: NodeJS.Timeout | undefined;
  warm: boolean;
}

/**
 * Makes a detector over threads of its own, which start with the first merchants. A thread whose merchant has used up its
 * time is ended and replaced: that merchant fails, the next one goes to another thread.
 */
export function createDetector(options: DetectorOptions): Detector {
  const { logger, budgetMs = BUDGET_MS } = options;
  const count = Math.min(options.threads ?? availableParallelism(), MOST_THREADS);
  if (count === 0) return inline();
  const file = options.file ?? new URL('./detector.worker.ts', import.meta.url);
  const queue: Waiting[] = [];
  const threads = new Set<Thread>();
  let lastId = 0;
  let closed = false;

  function start(): Thread {
    const worker = new Worker(file, {
      // Batches of arrays come and go whole: a small young generation and a bounded old one keep them cheap.
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 64 },
    });
    const thread: Thread = { worker, held: [], timer: undefined, warm: false };
    worker.on('message', (answer: DetectorAnswer) => settle(thread, answer));
    worker.on('error', (error) => lose(thread, error instanceof Error ? error : new Error(String(error))));
    worker.on('exit', () => lose(thread, new Error('The thread that detects has ended.')));
    worker.unref();
    threads.add(thread);
    return thread;
  }

  /** Time runs for the merchant a thread works at, not for the one behind it. */
  function watch(thread: Thread): void {
    clearTimeout(thread.timer);
    thread.timer = undefined;
    if (thread.held.length === 0) {
      thread.worker.unref();
      return;
    }
    thread.worker.ref();
    const ms = thread.warm ? budgetMs : budgetMs + START_MS;
    thread.timer = setTimeout(
      () =>
        lose(thread, new Error(`Detection took longer than the ${budgetMs} ms that a merchant may take.`)),
      ms,
    );
  }

  function settle(thread: Thread, answer: DetectorAnswer): void {
    if (!threads.has(thread)) return;
    thread.warm = true;
    const [asked] = thread.held;
    if (asked?.id !== answer.id) {
      lose(thread, new Error('A thread answered out of turn.'));
      return;
    }
    thread.held.shift();
    watch(thread);
    fill(thread);
    if ('failure' in answer) asked.reject(new Error(answer.failure));
    else asked.resolve(answer.result);
  }

  /** Gives up a thread and the merchant it was at; those behind it are innocent. */
  function lose(thread: Thread, error: Error): void {
    if (!threads.delete(thread)) return;
    clearTimeout(thread.timer);
    void thread.worker.terminate();
    const [guilty, ...others] = thread.held;
    queue.unshift(...others);
    if (guilty) {
      logger.error({ err: error }, 'a thread that detects was ended');
      guilty.reject(error);
    }
    serve();
  }

  function fill(thread: Thread): void {
    const idle = thread.held.length === 0;
    for (let next = queue[0]; next !== undefined && thread.held.length < AT_ONCE; next = queue[0]) {
      queue.shift();
      thread.held.push(next);
      thread.worker.postMessage({ id: next.id, task: next.task } satisfies DetectorRequest);
    }
    if (idle) watch(thread);
  }

  function serve(): void {
    if (closed) return;
    while (threads.size < count && queue.length > threads.size) start();
    // Breadth first: one merchant for every thread before any thread gets a second.
    for (const thread of [...threads].sort((a, b) => a.held.length - b.held.length)) fill(thread);
  }

  return {
    detect(task) {
      if (closed) return Promise.reject(new Error('The detector has been closed.'));
      return new Promise((resolve, reject) => {
        queue.push({ id: ++lastId, task, resolve, reject });
        serve();
      });
    },
    async close() {
      closed = true;
      const ending = [...threads];
      threads.clear();
      const left = [...queue.splice(0), ...ending.flatMap(({ held }) => held)];
      for (const { reject } of left) reject(new Error('The detector has been closed.'));
      for (const { timer } of ending) clearTimeout(timer);
      await Promise.all(ending.map(({ worker }) => worker.terminate()));
    },
  };
}

function inline(): Detector {
  return {
    async detect(task) {
      // Lets the process answer others: detection itself never waits.
      await new Promise((resolve) => setImmediate(resolve));
      return detectMerchant(task);
    },
    close: async () => undefined,
  };
}
