import { isIP } from 'node:net';
import { CART_EVENTS, type CartEventKind, type CartRow, type CartStatus } from '../line.ts';
import type { Moment } from '../values.ts';
import {
  createParsers,
  type Format,
  identifierProblem,
  type ResolvedColumns,
  read,
  readArticle,
  readCurrency,
} from './format.ts';

const STATUSES: readonly CartStatus[] = ['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED'];

const columns = {
  cart: { names: ['cart_id'], required: true },
  createdAt: { names: ['created_at'], required: true },
  updatedAt: { names: ['updated_at'] },
  abandonedAt: { names: ['abandoned_at'] },
  status: { names: ['status'] },
  currency: { names: ['currency'] },
  customer: { names: ['customer_id'] },
  customerName: { names: ['customer_name'] },
  customerEmail: { names: ['customer_email'] },
  clientAddress: { names: ['client_address', 'ip_address'] },
  sku: { names: ['sku'] },
  title: { names: ['title', 'product'] },
  quantity: { names: ['quantity', 'qty'] },
  price: { names: ['unit_price', 'price'] },
  event: { names: ['event'] },
  eventAt: { names: ['event_at'] },
} as const;
type Key = keyof typeof columns;

type Read<Value> = { value: Value } | string;

/** One of a list of words, in any case; null when the cell is empty. */
function readWord<Word extends string>(
  found: ResolvedColumns<Key>,
  fields: readonly string[],
  key: 'status' | 'event',
  words: readonly Word[],
): Read<Word | null> {
  const text = found.cell(fields, key);
  if (text === '') return { value: null };
  const word = words.find((one) => one === text.toUpperCase());
  return word
    ? { value: word }
    : found.reason(key, text, `is unknown; write one of ${words.join(', ').toLowerCase()}`);
}

/** Documented columns of carts: a row is an item of a cart, an event, or the cart alone. */
export const carts: Format<CartRow, Key> = {
  name: 'generic',
  label: 'a file of carts',
  columns,
  mappable: true,
  createMapper(found, options) {
    const { date, decimal } = createParsers(options);
    const optional = (fields: readonly string[], key: 'updatedAt' | 'abandonedAt'): Read<Moment | null> =>
      found.cell(fields, key) === '' ? { value: null } : read(found, fields, key, date, '');
    const readEvent = (fields: readonly string[], kind: CartEventKind): Read<CartRow['event']> => {
      const at = read(found, fields, 'eventAt', date, 'write when it happened');
      if (typeof at === 'string') return at;
      return { value: { kind, sku: found.cell(fields, 'sku'), at: at.value.instant } };
    };
    const readItem = (fields: readonly string[]): Read<CartRow['item']> => {
      if (found.cell(fields, 'sku') === '' && found.cell(fields, 'title') === '') return { value: null };
      const article = readArticle(found, fields, decimal);
      if (typeof article === 'string') return article;
      if (article.quantity >= 1 && !article.unitPrice.startsWith('-')) return { value: article };
      return found.reason(
        'quantity',
        found.cell(fields, 'quantity'),
        'and its price must be above zero: a cart holds what may be bought',
      );
    };
    return {
      orderOf: (fields) => found.cell(fields, 'cart'),
      map(fields, into): string | null {
        const cart = found.cell(fields, 'cart');
        if (cart === '') return found.reason('cart', cart, 'every line needs the id of its cart');
        const tooLong = identifierProblem(found, fields, ['cart', 'customer', 'customerEmail', 'sku']);
        if (tooLong) return tooLong;
        const created = read(found, fields, 'createdAt', date, 'write when the cart was begun');
        if (typeof created === 'string') return created;
        const address = found.cell(fields, 'clientAddress');
        if (address !== '' && isIP(address) === 0)
          return found.reason(
            'clientAddress',
            address,
            'is no address; write one of IPv4 or IPv6, or nothing',
          );
        const updated = optional(fields, 'updatedAt');
        if (typeof updated === 'string') return updated;
        const abandoned = optional(fields, 'abandonedAt');
        if (typeof abandoned === 'string') return abandoned;
        const status = readWord(found, fields, 'status', STATUSES);
        if (typeof status === 'string') return status;
        const kind = readWord(found, fields, 'event', CART_EVENTS);
        if (typeof kind === 'string') return kind;
        const currency = readCurrency(found, fields, 'currency', options.currency);
        if (typeof currency === 'string') return currency;
        const event: Read<CartRow['event']> = kind.value ? readEvent(fields, kind.value) : { value: null };
        if (typeof event === 'string') return event;
        const item: Read<CartRow['item']> = event.value ? { value: null } : readItem(fields);
        if (typeof item === 'string') return item;
        const email = found.cell(fields, 'customerEmail') || null;
        into.push({
          cart,
          currency: currency.value,
          createdAt: created.value.instant,
          businessDate: created.value.businessDate,
          updatedAt: updated.value?.instant ?? null,
          abandonedAt: abandoned.value?.instant ?? null,
          status: status.value,
          customer: found.cell(fields, 'customer') || email?.toLowerCase() || null,
          customerName: found.cell(fields, 'customerName') || null,
          customerEmail: email,
          clientAddress: address === '' ? null : (options.hashAddress?.(address) ?? null),
          item: item.value,
          event: event.value,
        });
        return null;
      },
    };
  },
};
