import { AsyncLocalStorage } from 'node:async_hooks';
import type { Attributes, Context, Span } from '@opentelemetry/api';
import type { TelemetrySettings } from './environment.ts';

export type SpanAttributes = Attributes;
export type SpanKind = 'server' | 'client' | 'internal';

/** What a running span can still be told. */
export interface RunningSpan {
  set(name: string, value: string | number | boolean): void;
  /** Marks the span failed; `kind` is a code or the name of an error's class, never a message, which may quote data. */
  fail(kind: string): void;
}

/**
 * Spans of what happens in a process, sent to a collector. Attributes hold names, codes and statements with
 * placeholders: never variables, parameters or anything a client has sent as a value.
 */
export interface Telemetry {
  /** Runs `work` in a span of its own, below the one it is called in or below `traceparent`. What it throws marks it failed. */
  span<T>(
    name: string,
    options: { kind?: SpanKind; attributes?: SpanAttributes; traceparent?: string | undefined },
    work: (span: RunningSpan) => Promise<T>,
  ): Promise<T>;
  /** Begins a span below the present one, without making it the present one; nothing when there is none. */
  begin(
    name: string,
    options: { kind?: SpanKind; attributes?: SpanAttributes },
  ): { end(failure?: string): void } | undefined;
  /** The present span in the W3C's form, for another process. */
  traceparent(): string | undefined;
  /** Sends what has not been sent. */
  close(): Promise<void>;
}

const CLOSE_MS = 1_000;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

/**
 * Loads OpenTelemetry and starts to send, when settings name a collector; nothing is loaded otherwise. Sampling follows
 * `OTEL_TRACES_SAMPLER` and `OTEL_TRACES_SAMPLER_ARG`, as the library reads them.
 */
export async function createTelemetry(
  settings: TelemetrySettings,
  serviceName: string,
): Promise<Telemetry | undefined> {
  const { tracesUrl } = settings;
  if (tracesUrl === undefined) return undefined;
  const [api, { BatchSpanProcessor, NodeTracerProvider }, { OTLPTraceExporter }, { Resource }, conventions] =
    await Promise.all([
      import('@opentelemetry/api'),
      import('@opentelemetry/sdk-trace-node'),
      import('@opentelemetry/exporter-trace-otlp-http'),
      import('@opentelemetry/resources'),
      import('@opentelemetry/semantic-conventions'),
    ]);
  const { ROOT_CONTEXT, SpanKind: kinds, SpanStatusCode, trace } = api;
  const provider = new NodeTracerProvider({
    resource: new Resource({ [conventions.ATTR_SERVICE_NAME]: `${settings.servicePrefix}${serviceName}` }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url: tracesUrl }))],
  });
  const tracer = provider.getTracer('merchantgraph');
  const KIND = { server: kinds.SERVER, client: kinds.CLIENT, internal: kinds.INTERNAL };
  // Not the library's global context: two of these in one process, as in tests, must not meet.
  const present = new AsyncLocalStorage<Context>();

  const parentOf = (traceparent: string | undefined): Context => {
    const [, traceId, spanId, flags] = TRACEPARENT.exec(traceparent ?? '') ?? [];
    if (!traceId || !spanId || !flags) return present.getStore() ?? ROOT_CONTEXT;
    return trace.setSpanContext(ROOT_CONTEXT, {
      traceId,
      spanId,
      traceFlags: Number.parseInt(flags, 16),
      isRemote: true,
    });
  };
  const start = (
    name: string,
    options: { kind?: SpanKind; attributes?: SpanAttributes },
    parent: Context,
  ): Span =>
    tracer.startSpan(
      name,
      { kind: KIND[options.kind ?? 'internal'], attributes: options.attributes ?? {} },
      parent,
    );
  const fail = (span: Span, kind: string): void => {
    span.setAttribute(conventions.ATTR_ERROR_TYPE, kind);
    span.setStatus({ code: SpanStatusCode.ERROR });
  };

  return {
    async span(name, options, work) {
      const parent = parentOf(options.traceparent);
      const span = start(name, options, parent);
      try {
        return await present.run(trace.setSpan(parent, span), () =>
          work({
            set: (attribute, value) => span.setAttribute(attribute, value),
            fail: (kind) => fail(span, kind),
          }),
        );
      } catch (error) {
        fail(span, failureOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    begin(name, options) {
      const parent = present.getStore();
      if (!parent) return undefined;
      const span = start(name, options, parent);
      return {
        end(failure) {
          if (failure !== undefined) fail(span, failure);
          span.end();
        },
      };
    },
    traceparent() {
      const parent = present.getStore();
      const context = parent && trace.getSpanContext(parent);
      if (!context) return undefined;
      return `00-${context.traceId}-${context.spanId}-${context.traceFlags.toString(16).padStart(2, '0')}`;
    },
    async close() {
      const late = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_MS).unref());
      // What a collector that is away does not take is lost: no process waits for it.
      await Promise.race([provider.shutdown().catch(() => undefined), late]);
    },
  };
}

/** What an error is, without what it says. */
export function failureOf(error: unknown): string {
  const { code, extensions, name } = (error ?? {}) as {
    code?: unknown;
    extensions?: { code?: unknown };
    name?: unknown;
  };
  for (const kind of [extensions?.code, code, name]) if (typeof kind === 'string') return kind.slice(0, 60);
  return 'error';
}
