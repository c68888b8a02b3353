import type { QueryOptions } from '@merchantgraph/sdk/react';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { type LoadState, Trouble } from './loaded.tsx';

/** A page of a list, as every list of the API has it. */
export interface Connection<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
  totalCount: number;
}

interface MoreProps<Node, Variables> {
  /** The page that this follows. */
  page: Connection<Node>;
  /** The hook that gave that page; it is asked again, from where the page ends. */
  use: (variables: Variables & { after: string }, options?: QueryOptions) => LoadState<Connection<Node>>;
  variables: Variables;
  /** The things of a page: items of the list, or rows of the table. */
  children: (nodes: readonly Node[]) => ReactNode;
  /** Of a table: how many columns it has. */
  columns?: number | undefined;
  /** How many come before this. */
  before?: number;
}

/**
 * The rest of a list, a page at a time for as long as there is more. It stands in the list or table itself, after the
 * page it follows; every page is a query of its own, so that what changes in the cache changes here too.
 */
export function More<Node, Variables>(props: MoreProps<Node, Variables>) {
  // Other choices are another list: it begins at its first page.
  return <Next key={JSON.stringify(props.variables)} {...props} />;
}

function Next<Node, Variables>(props: MoreProps<Node, Variables>) {
  const { page, columns, before = 0 } = props;
  const [open, setOpen] = useState(false);
  const [place, setPlace] = useState<{ list: Element; index: number }>();
  const row = useRef<HTMLElement>(null);
  const left = page.totalCount - before - page.nodes.length;
  const { endCursor, hasNextPage } = page.pageInfo;
  if (!hasNextPage || endCursor === null) return null;
  const onMore = () => {
    const list = row.current?.parentElement;
    if (row.current && list) setPlace({ list, index: [...list.children].indexOf(row.current) });
    setOpen(true);
  };
  const frame = (content: ReactNode) => <Frame columns={columns} ref={row} content={content} />;
  const button = (loading: boolean) =>
    frame(
      <Button fullWidth loading={loading} onClick={onMore}>
        {left > 0 ? `Show more (${left})` : 'Show more'}
      </Button>,
    );
  if (!open) return button(false);
  return <Following {...props} after={endCursor} place={place} waiting={button(true)} frame={frame} />;
}

/** In the list it is an item, in the table a row. */
function Frame(props: {
  columns: number | undefined;
  ref: React.RefObject<HTMLElement | null>;
  content: ReactNode;
}) {
  const { columns, ref, content } = props;
  if (columns === undefined)
    return (
      <Box component="li" ref={ref} sx={{ listStyle: 'none', pt: 1 }}>
        {content}
      </Box>
    );
  return (
    <Box component="tr" ref={ref}>
      <td colSpan={columns}>{content}</td>
    </Box>
  );
}

function Following<Node, Variables>(
  props: MoreProps<Node, Variables> & {
    after: string;
    place: { list: Element; index: number } | undefined;
    waiting: ReactNode;
    frame: (content: ReactNode) => ReactNode;
  },
) {
  const { use, variables, after, place, waiting, frame, children, page, before = 0 } = props;
  const state = use({ ...variables, after }, { policy: 'cache-and-network' });
  const { data, error } = state;
  const isThere = data !== undefined && data !== null;
  // The button that was pressed is gone: who uses the keyboard goes on at the first of the new ones.
  useEffect(() => {
    if (!isThere || !place) return;
    const first = place.list.children[place.index];
    if (!(first instanceof HTMLElement)) return;
    first.tabIndex = -1;
    first.focus();
  }, [isThere, place]);
  if (error && !data) return frame(<Trouble state={state} />);
  if (!data) return waiting;
  return (
    <>
      {children(data.nodes)}
      <Next {...props} page={data} before={before + page.nodes.length} />
    </>
  );
}
