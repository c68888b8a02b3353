import { badInput } from '#platform/errors/index.ts';
import type { Page } from '#platform/graphql/index.ts';
import { isUuid } from '#platform/postgres/index.ts';

/** The id a page's cursor ends with. @throws BAD_INPUT: a cursor comes from the client */
export function cursorId(page: Page): string | undefined {
  const id = page.cursor?.at(-1);
  if (id === undefined || isUuid(id)) return id;
  const name = page.direction === 'forward' ? 'after' : 'before';
  throw badInput(`${name} is a cursor of another list: start again from the first page.`, [name]);
}

/** A list in the order in which its rows were made, over ids that grow with time (UUIDv7). */
export function byCreation(page: Page, newestFirst = false) {
  const ascending = (page.direction === 'forward') !== newestFirst;
  const id = cursorId(page);
  return {
    beyond: id === undefined ? {} : { id: ascending ? { gt: id } : { lt: id } },
    orderBy: { id: ascending ? ('asc' as const) : ('desc' as const) },
    take: page.limit + 1,
  };
}
