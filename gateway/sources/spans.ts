import type { Telemetry } from '#platform/telemetry/index.ts';
import type { SubgraphSource } from './source.ts';

/** A span for every fetch, which the subgraph goes on in another process or in this one. */
export function withSpans(source: SubgraphSource, telemetry: Telemetry): SubgraphSource {
  return {
    ...source,
    process: (options) =>
      telemetry.span(
        `fetch ${source.name}`,
        { kind: 'client', attributes: { 'merchantgraph.subgraph': source.name } },
        async (span) => {
          const result = await source.process(options);
          const code = result.errors?.[0]?.extensions?.code;
          if (result.errors?.length) span.fail(typeof code === 'string' ? code : 'INTERNAL');
          return result;
        },
      ),
  };
}
