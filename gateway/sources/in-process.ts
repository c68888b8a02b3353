import { GraphQLError } from 'graphql';
import type { SubgraphExecutor, SubgraphRequest } from '#platform/graphql/executor.ts';
import { withDeadline } from '../deadline.ts';
import { type SubgraphSource, subgraphTimedOut } from './source.ts';

/** A subgraph in this process: the plan's parsed document goes to its executor, with the headers it would get by HTTP. */
export function createInProcessSource(options: {
  name: string;
  executor: SubgraphExecutor;
  timeoutMs: number;
}): SubgraphSource {
  const { name, executor, timeoutMs } = options;
  return {
    name,
    async process(process) {
      const { request } = process;
      const subgraphRequest: SubgraphRequest = {
        query: request.query ?? '',
        headers: process.kind === 'incoming operation' ? process.context.headersFor(name) : {},
      };
      if (request.variables) subgraphRequest.variables = request.variables;
      if (request.operationName) subgraphRequest.operationName = request.operationName;
      if (process.kind === 'incoming operation' && process.document)
        subgraphRequest.document = process.document;
      try {
        const { data, errors, extensions } = await withDeadline(
          executor.execute(subgraphRequest),
          timeoutMs,
          () => subgraphTimedOut(name, timeoutMs),
        );
        if (extensions && process.kind === 'incoming operation') process.context.heardFrom(name, extensions);
        return errors ? { data: data ?? null, errors } : { data: data ?? null };
      } catch (error) {
        // Only a GraphQLError may enter a result: anything else breaks the transports that serialise it.
        if (error instanceof GraphQLError) throw error;
        throw new GraphQLError(`The "${name}" subgraph failed.`, {
          originalError: error instanceof Error ? error : new Error(String(error)),
        });
      }
    },
    subscribe: (request) =>
      withDeadline(executor.subscribe(request), timeoutMs, () => subgraphTimedOut(name, timeoutMs)),
    close: async () => undefined,
  };
}
