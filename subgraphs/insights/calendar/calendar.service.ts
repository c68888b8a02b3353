import { badInput, conflict, notFound } from '#platform/errors/index.ts';
import {
  type Connection,
  connectionOf,
  type Page,
  pageOf,
  type SubgraphContext,
} from '#platform/graphql/index.ts';
import { type Identity, requireMerchant } from '#platform/identity/index.ts';
import { isUuid, withTenants } from '#platform/postgres/index.ts';
import type { Database } from '#prisma/database.ts';
import { dayNumber } from '../detection/calendar.ts';
import { checkedText, type TeamChange } from '../team-change.ts';
import {
  type EntryRow,
  type EntryWish,
  entryById,
  insertEntry,
  listEntries,
  updateEntry,
} from './calendar.repository.ts';
import type {
  AddCalendarEntryInput,
  CalendarArgs,
  RemoveCalendarEntryInput,
  UpdateCalendarEntryInput,
} from './calendar.type.ts';

/** Every look at a merchant's numbers reads all of them. */
const MOST = 500;
const MOST_DAYS = 366;
/** Longer ones would overlap themselves. */
const MOST_YEARLY_DAYS = 365;

function checked(entry: EntryWish): EntryWish {
  const { kind, from, to, yearly } = entry;
  const name = checkedText(entry.name, 'name', 100);
  if (from > to) throw badInput(`from (${from}) is after to (${to}).`, ['input', 'from']);
  const days = dayNumber(to) - dayNumber(from) + 1;
  const most = yearly ? MOST_YEARLY_DAYS : MOST_DAYS;
  if (days > most)
    throw badInput(`An entry has at most ${most} days; this one has ${days}.`, ['input', 'to']);
  return { kind, name, from, to, yearly };
}

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

function checkedPage(args: CalendarArgs): Page {
  const page = pageOf(args, 2);
  const [day = '', id = ''] = page.cursor ?? [];
  if (page.cursor && !(isDay(day) && isUuid(id))) {
    const name = page.direction === 'forward' ? 'after' : 'before';
    throw badInput(`${name} is not a cursor of this list: start again from the first page.`, [name]);
  }
  return page;
}

/** The days merchants know beforehand. */
export function createCalendarService(deps: { db: Pick<Database, 'app'>; change: TeamChange }) {
  const { db, change } = deps;
  const permission = 'calendar:write';
  return {
    /** A page of a merchant's calendar, by first day; needs calendar:read. */
    async list(identity: Identity, merchantId: string, args: CalendarArgs): Promise<Connection<EntryRow>> {
      requireMerchant(identity, merchantId, 'calendar:read');
      if (args.from && args.to && args.from > args.to)
        throw badInput(`from (${args.from}) is after to (${args.to}).`, ['from']);
      const page = checkedPage(args);
      const { rows, total } = await withTenants(db.app, [merchantId], (tx) =>
        listEntries(tx, merchantId, args, page),
      );
      return connectionOf(rows, page, total, ({ from, id }) => [from, id]);
    },

    /** Adds days; throws BAD_INPUT that names the field, and CONFLICT when the calendar is full. */
    async add(context: SubgraphContext, input: AddCalendarEntryInput): Promise<EntryRow> {
      const { merchantId } = input;
      return change(
        context,
        { merchantId, permission, operation: 'addCalendarEntry', input },
        async (tx, actor) => {
          const entry = checked(input);
          if ((await tx.calendarEntry.count({ where: { merchantId } })) >= MOST)
            throw conflict(`A calendar has at most ${MOST} entries; remove old ones first.`, ['input']);
          return insertEntry(tx, { ...entry, merchantId, actor });
        },
      );
    },

    /** Changes an entry; throws NOT_FOUND, and BAD_INPUT about the entry as it would be. */
    async update(context: SubgraphContext, input: UpdateCalendarEntryInput): Promise<EntryRow> {
      const { merchantId, id } = input;
      return change(
        context,
        { merchantId, permission, operation: 'updateCalendarEntry', input },
        async (tx) => {
          const now = isUuid(id) ? await entryById(tx, merchantId, id) : undefined;
          const { kind, name, from, to, yearly } = input;
          const changed =
            now &&
            (await updateEntry(
              tx,
              id,
              checked({
                kind: kind ?? now.kind,
                name: name ?? now.name,
                from: from ?? now.from,
                to: to ?? now.to,
                yearly: yearly ?? now.yearly,
              }),
            ));
          if (changed === undefined) throw notFound('The entry', ['input', 'id']);
          return changed;
        },
      );
    },

    /** Takes an entry out; throws NOT_FOUND. */
    async remove(context: SubgraphContext, input: RemoveCalendarEntryInput): Promise<void> {
      const { merchantId, id } = input;
      await change(
        context,
        { merchantId, permission, operation: 'removeCalendarEntry', input },
        async (tx) => {
          const { count } = isUuid(id)
            ? await tx.calendarEntry.deleteMany({ where: { id, merchantId } })
            : { count: 0 };
          if (count === 0) throw notFound('The entry', ['input', 'id']);
          return count;
        },
      );
    },
  };
}

export type CalendarService = ReturnType<typeof createCalendarService>;
