import type { QueryOptions, QueryState } from '@merchantgraph/sdk/react';
import type { ReactNode } from 'react';
import { type Connection, More } from './more.tsx';
import { Rows } from './section.tsx';
import { EmptyState, ErrorState, Stale } from './states.tsx';

interface ListOfProps<Node, Variables> {
  label: string;
  /** The first page. */
  state: Pick<QueryState<Connection<Node> | null>, 'data' | 'error' | 'loading' | 'refetch'>;
  /** The hook that gave it, and what it was given: the pages after it are asked for in the same way. */
  use: (
    variables: Variables & { after: string },
    options?: QueryOptions,
  ) => Pick<QueryState<Connection<Node> | null>, 'data' | 'error' | 'refetch'>;
  variables: Variables;
  empty: { title: string; text: string };
  children: (node: Node) => ReactNode;
}

/** A list of things as rows, however many there are: bones while it loads, words when it is empty, fails or is stale. */
export function ListOf<Node, Variables>(props: ListOfProps<Node, Variables>) {
  const { label, state, use, variables, empty, children } = props;
  const { data, error, loading, refetch } = state;
  return (
    <>
      {error && !data && <ErrorState error={error} onRetry={refetch} />}
      {error && data && <Stale onRetry={refetch} />}
      {(loading || (data && data.nodes.length > 0)) && (
        <Rows label={label} loading={loading}>
          {data?.nodes.map(children)}
          {data && (
            <More page={data} use={use} variables={variables}>
              {(nodes) => nodes.map(children)}
            </More>
          )}
        </Rows>
      )}
      {data?.nodes.length === 0 && <EmptyState {...empty} />}
    </>
  );
}
