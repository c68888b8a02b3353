import type { Logger } from '#platform/log/index.ts';
import { withDeadline } from './deadline.ts';
import type { ReadinessCheck } from './options.ts';
import type { BreakerState } from './sources/breaker.ts';

interface Readiness {
  status: 'ready' | 'unavailable' | 'closing';
  /** Names of the dependencies that do not answer. */
  missing: string[];
  /** Names of what does not answer either and only some features need: it is ready without them. */
  degraded: string[];
  checks: Record<string, { status: 'ok' | 'failing'; durationMs: number; reason?: string }>;
  /** Whether each subgraph is asked at the moment. One that is not takes nothing from the others, and no readiness. */
  breakers: Record<string, BreakerState>;
}

export interface Health {
  ready(): Promise<Readiness>;
  /** From now on nothing is ready any more, so that a load balancer sends its traffic elsewhere. */
  closing(): void;
}

const CHECK_TIMEOUT_MS = 2_000;
/** Answers are shared for this long: the page is public, and its checks reach databases. */
const FRESH_MS = 500;

export function createHealth(
  checks: { required: Record<string, ReadinessCheck>; optional: Record<string, ReadinessCheck> },
  breakers: () => Record<string, BreakerState>,
  logger: Logger,
): Health {
  let closing = false;
  let last: { at: number; answer: Promise<Readiness> } | undefined;

  const check = async (name: string, run: ReadinessCheck): Promise<Readiness['checks'][string]> => {
    const started = performance.now();
    const durationMs = () => Math.round((performance.now() - started) * 10) / 10;
    try {
      const answer = await withDeadline(run(), CHECK_TIMEOUT_MS, () => new CheckTimeout());
      if (answer === false) throw new Error(`${name} does not answer`);
      return { status: 'ok', durationMs: durationMs() };
    } catch (error) {
      logger.warn({ err: error, dependency: name }, 'a dependency is not ready');
      return { status: 'failing', durationMs: durationMs(), reason: reasonOf(error) };
    }
  };

  const run = async (): Promise<Readiness> => {
    const entries = await Promise.all(
      Object.entries({ ...checks.optional, ...checks.required }).map(
        async ([name, ask]) => [name, await check(name, ask)] as const,
      ),
    );
    const failing = entries.filter(([, result]) => result.status === 'failing').map(([name]) => name);
    const missing = failing.filter((name) => name in checks.required);
    return {
      status: missing.length === 0 ? 'ready' : 'unavailable',
      missing,
      degraded: failing.filter((name) => !(name in checks.required)),
      checks: Object.fromEntries(entries),
      breakers: breakers(),
    };
  };

  return {
    async ready() {
      if (closing) return { status: 'closing', missing: [], degraded: [], checks: {}, breakers: {} };
      if (!last || performance.now() - last.at > FRESH_MS) last = { at: performance.now(), answer: run() };
      return last.answer;
    },
    closing() {
      closing = true;
    },
  };
}

class CheckTimeout extends Error {
  constructor() {
    super(`no answer within ${CHECK_TIMEOUT_MS} ms`);
  }
}

/** Enough to act on; whole messages may hold addresses and go to the log alone. */
function reasonOf(error: unknown): string {
  if (error instanceof CheckTimeout) return error.message;
  for (let current = error, depth = 0; current instanceof Error && depth < 5; depth++) {
    const { code } = current as NodeJS.ErrnoException;
    if (typeof code === 'string' && /^\w{3,40}$/.test(code)) return code;
    current = current.cause;
  }
  return 'see the log';
}
