import type { QueryState } from '@merchantgraph/sdk/react';
import type { ReactNode } from 'react';
import { EmptyState, ErrorState, Stale } from './states.tsx';

/** What is said where there is nothing. */
export interface EmptyWords {
  title: string;
  text: string;
  icon?: ReactNode;
}

/** Of what a query hook gives, as much as it takes to show in which state it is. */
export type LoadState<Data> = Pick<QueryState<Data | null>, 'data' | 'error' | 'refetch'>;

interface LoadedProps<Data> {
  state: LoadState<Data>;
  /** Bones, where the answer will be. */
  waiting?: ReactNode;
  /** For an answer with nothing in it: null, and where `when` says so. */
  empty?: EmptyWords & { when?: (data: Data) => boolean };
  children: (data: Data) => ReactNode;
}

/** What a query hook gives, in every state it can be in: awaited, failed, out of date, empty, or there. */
export function Loaded<Data>({ state, waiting, empty, children }: LoadedProps<Data>) {
  const { data, error } = state;
  if (data === undefined && !error) return waiting;
  const isEmpty = data === null || (data !== undefined && empty?.when?.(data));
  return (
    <>
      <Trouble state={state} />
      {isEmpty && empty && !(error && data === null) && <EmptyState {...empty} />}
      {data !== undefined && data !== null && !isEmpty && children(data)}
    </>
  );
}

/** Why there is no answer, or why it may be out of date, with a way to try again. */
export function Trouble({ state: { data, error, refetch } }: { state: LoadState<unknown> }) {
  if (!error) return null;
  return data ? <Stale onRetry={refetch} /> : <ErrorState error={error} onRetry={refetch} />;
}
