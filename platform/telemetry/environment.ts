import { z } from 'zod';

export interface TelemetrySettings {
  /** Where spans go; nothing is measured when absent. */
  tracesUrl: string | undefined;
  /** Stands before a process's name in `service.name`. */
  servicePrefix: string;
}

const httpUrl = z.url({
  protocol: /^https?$/,
  error: 'is not an address that begins with http:// or https://',
});

const variables = z.object({
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl.optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: httpUrl.optional(),
  OTEL_SERVICE_NAME: z.string().max(100).default('merchantgraph'),
});

/** Reads OpenTelemetry's own variables; throws an error that names the one that is wrong. */
export function readTelemetrySettings(
  environment: Record<string, string | undefined> = process.env,
): TelemetrySettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = variables.safeParse(given);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  }
  const { data } = parsed;
  const base = data.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/+$/, '');
  return {
    tracesUrl: data.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`),
    servicePrefix: `${data.OTEL_SERVICE_NAME}-`,
  };
}
