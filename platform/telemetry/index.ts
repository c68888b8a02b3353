export { readTelemetrySettings, type TelemetrySettings } from './environment.ts';
export { traceQueries } from './postgres.ts';
export { createTelemetry, type RunningSpan, type Telemetry } from './telemetry.ts';
