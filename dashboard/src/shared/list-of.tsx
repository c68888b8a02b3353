import type { QueryOptions } from '@merchantgraph/sdk/react';
import type { ReactNode } from 'react';
import { type EmptyWords, Loaded, type LoadState } from './loaded.tsx';
import { type Connection, More } from './more.tsx';
import { Rows } from './section.tsx';

interface AllOfProps<Node> {
  label: string;
  /** All there are. */
  state: LoadState<readonly Node[]>;
  empty: EmptyWords;
  children: (node: Node) => ReactNode;
}

/** A list of things as rows, where the API gives all of them at once. */
export function AllOf<Node>({ label, state, empty, children }: AllOfProps<Node>) {
  return (
    <Loaded
      state={state}
      waiting={<Bones label={label} />}
      empty={{ ...empty, when: (nodes) => nodes.length === 0 }}
    >
      {(nodes) => (
        <Rows label={label} loading={false}>
          {nodes.map(children)}
        </Rows>
      )}
    </Loaded>
  );
}

interface ListOfProps<Node, Variables> extends Pick<AllOfProps<Node>, 'label' | 'empty' | 'children'> {
  /** The first page. */
  state: LoadState<Connection<Node>>;
  /** The hook that gave it, and what it was given: the pages after it are asked for in the same way. */
  use: (variables: Variables & { after: string }, options?: QueryOptions) => LoadState<Connection<Node>>;
  variables: Variables;
}

/** A list of things as rows, however many there are, a page at a time. */
export function ListOf<Node, Variables>(props: ListOfProps<Node, Variables>) {
  const { label, state, use, variables, empty, children } = props;
  return (
    <Loaded
      state={state}
      waiting={<Bones label={label} />}
      empty={{ ...empty, when: ({ nodes }) => nodes.length === 0 }}
    >
      {(page) => (
        <Rows label={label} loading={false}>
          {page.nodes.map(children)}
          <More page={page} use={use} variables={variables}>
            {(nodes) => nodes.map(children)}
          </More>
        </Rows>
      )}
    </Loaded>
  );
}

const Bones = ({ label }: { label: string }) => (
  <Rows label={label} loading>
    {null}
  </Rows>
);
