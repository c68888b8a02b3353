import { describe, expect, it } from 'vitest';
import { CsvReader } from '../csv.ts';
import type { ImportRow } from '../line.ts';
import { constantsOf, parseMapping, withMapping, writingOf } from '../mapping-file.ts';
import { createZone } from '../zone.ts';
import { resolveColumns } from './format.ts';
import { type EntityName, FORMATS } from './index.ts';

/** Maps a text by a mapping file; each record is its rows, or the reason it is rejected. */
function map(
  text: string,
  mapping: unknown = {},
  format = 'generic',
  entity: EntityName = 'orders',
): (ImportRow[] | string)[] {
  const plain = FORMATS[entity][format];
  if (!plain) throw new Error(`no format ${format}`);
  const parsed = parseMapping(mapping, plain);
  const mapped = withMapping(plain, parsed);
  const zone = createZone('Europe/Berlin');
  const results: (ImportRow[] | string)[] = [];
  let mapper: ReturnType<typeof mapped.createMapper> | undefined;
  const take = ({ fields }: { fields: string[] }): void => {
    if (!mapper) {
      mapper = mapped.createMapper(resolveColumns(mapped, fields, constantsOf(plain, parsed)), {
        zone,
        businessZone: zone,
        currency: 'EUR',
        now: Date.parse('2026-06-01T00:00:00Z'),
        ...writingOf(parsed, text.includes(';') ? 'either' : 'point'),
      });
      return;
    }
    const rows: ImportRow[] = [];
    results.push(mapper.map(fields, rows) ?? rows);
  };
  const reader = new CsvReader({ delimiter: text.includes(';') ? ';' : ',', columns: 0 });
  reader.push(text, take);
  reader.end(take);
  return results;
}

describe('a mapping file', () => {
  it.each([
    [{ column: {} }, 'The mapping is wrong at the file: Unrecognized key: "column".'],
    [
      { columns: { ordr_id: 'X' } },
      'The mapping is wrong at columns.ordr_id: there is no such column. Use order_id,',
    ],
    [{ columns: { sku: 7 } }, 'The mapping is wrong at columns.sku:'],
    [{ constants: { channel: '' } }, 'The mapping is wrong at constants.channel:'],
    [{ constants: { shop: 'x' } }, 'The mapping is wrong at constants.shop: there is no such column.'],
    [{ decimal: ';' }, 'The mapping is wrong at decimal:'],
    [{ dates: 'DD.MM' }, 'The mapping is wrong at dates: "DD.MM" needs a year (YYYY)'],
    [{ dates: ['YYYY-MM-DD', 'DD/DD/YYYY'] }, 'The mapping is wrong at dates'],
    [{ kinds: { Verkauf: 'sold' } }, 'The mapping is wrong at kinds.Verkauf:'],
    [[], 'The mapping is wrong at the file:'],
  ])('names the member that is wrong: %j', (mapping, message) => {
    const read = (): unknown => parseMapping(mapping, FORMATS.orders.generic ?? { columns: {} });
    expect(read).toThrow(message);
  });

  it('says how dates are written, also over the changes of clocks', () => {
    const rows = map(
      'nr,when,sku,quantity,unit_price\n1,29.03.2026 02:30,A,1,1\n2,25.10.2025 00:30,A,1,1\n3,26.10.2025 02:30,A,1,1\n4,2026-03-01,A,1,1\n5,31.02.2026 10:00,A,1,1\n6,1.3.2026,A,1,1\n',
      { columns: { order_id: 'nr', ordered_at: ['when', 'date'] }, dates: ['DD.MM.YYYY HH:mm', 'D.M.YYYY'] },
    );
    const instants = rows.map((row) =>
      typeof row === 'string'
        ? row
        : new Date((row[0] as { occurredAt?: number }).occurredAt ?? 0).toISOString(),
    );
    expect(instants).toEqual([
      '2026-03-29T01:30:00.000Z',
      '2025-10-24T22:30:00.000Z',
      '2025-10-26T00:30:00.000Z',
      expect.stringMatching(
        /^when "2026-03-01" is not a date and time; write it like DD.MM.YYYY HH:mm or D.M.YYYY$/,
      ),
      expect.stringContaining('is not a day and time of the calendar'),
      '2026-02-28T23:00:00.000Z',
    ]);
  });

  it.each([
    [',', '1.234,50', '1234.5'],
    [',', '1.234', '1234'],
    [',', '12.50', 'is not a number; write it like 12,50'],
    ['.', '1,234.50', '1234.5'],
    ['.', '12,50', 'is not a number; write it like 12.50'],
    [undefined, '1.234', 'may be a thousand or a fraction'],
    [undefined, '0.125', '0.125'],
    [undefined, '12,5', '12.5'],
    [undefined, '1,234.50', 'is not a number'],
  ])('with decimal %s reads %s as %s, and guesses nothing', (decimal, text, expected) => {
    const [row] = map(
      `order_id;ordered_at;sku;quantity;unit_price\n1;2026-03-01;A;1;${text}\n`,
      decimal ? { decimal } : {},
    );
    const found = typeof row === 'string' ? row : (row?.[0] as { unitPrice?: string } | undefined)?.unitPrice;
    expect(found).toContain(expected);
  });

  it('fills in constants where the file has no such column, or an empty cell', () => {
    const rows = map('order_id,ordered_at,sku,unit_price,country\n1,2026-03-01,A,2,\n2,2026-03-01,A,2,FR\n', {
      constants: { quantity: '1', country: 'DE', channel: 'shop' },
    });
    expect(rows).toEqual([
      [expect.objectContaining({ quantity: 1, country: 'DE', channel: 'shop' })],
      [expect.objectContaining({ quantity: 1, country: 'FR', channel: 'shop' })],
    ]);
  });

  it('says what the words of a shop mean, and which way its refunds count', () => {
    const text =
      'order_id,ordered_at,sku,quantity,unit_price,kind\n1,2026-03-01,A,1,2,RETOURE\n1,2026-03-01,A,1,2,gift\n';
    const [refund, unknown] = map(text, { kinds: { Retoure: 'refund' }, refunds: 'positive' });
    expect(refund).toEqual([expect.objectContaining({ kind: 'REFUND', quantity: -1 })]);
    expect(unknown).toBe(
      'kind "gift" is no kind of line; write one of sale, cancellation, refund, adjustment, bad_debt, retoure, or leave it empty',
    );
    expect(map(text, { kinds: { Retoure: 'refund' } })[0]).toContain('needs a negative quantity');
  });

  it('belongs to lists of products, customers and carts as well', () => {
    expect(
      map(
        'Nr,Gruppe\nA,Tassen\n,Tee\n',
        { columns: { sku: 'Nr', category: 'Gruppe' } },
        'generic',
        'products',
      ),
    ).toEqual([
      [{ sku: 'A', title: null, category: 'Tassen' }],
      'Nr is empty; every product needs its number',
    ]);
    expect(map('id,email\n,x\n,\n7,a@b.co\n', {}, 'generic', 'customers')).toEqual([
      'email "x" is no address; write it like ann@example.com',
      'id is empty; every customer needs an id, or at least an address',
      [{ customer: '7', name: null, email: 'a@b.co', country: null }],
    ]);
    expect(
      map(
        'cart_id,created_at,status,sku,quantity,unit_price,event,event_at\nK,2026-03-01,lost,,,,,\nK,2026-03-01,,A,-1,2,,\nK,2026-03-01,,,,,ordered,\n',
        {},
        'generic',
        'carts',
      ),
    ).toEqual([
      'status "lost" is unknown; write one of open, abandoned, recovered, ordered',
      expect.stringContaining('quantity "-1" and its price must be above zero'),
      'event_at is empty; write when it happened',
    ]);
  });
});

describe('woocommerce', () => {
  const header =
    'Order Number,Order Status,Order Date,Item Name,SKU,Quantity,Item Cost,Order Refund Amount,Currency\n';
  const woo = (text: string) => map(header + text, {}, 'woocommerce');

  it('needs prices: the report of the shop itself has none', () => {
    expect(() => map('Date,Order #,Status,Product(s),N. Revenue\n', {}, 'woocommerce')).toThrow(
      /columns Order Number, Item Name, Quantity missing/,
    );
  });

  it('keeps what was refunded of an order as a whole once, and other currencies', () => {
    const rows = woo(
      '1,wc-completed,2026-03-01 10:00,Mug,M,2,5,4.00,USD\n1,wc-completed,2026-03-01 10:00,Tea,T,1,3,4.00,USD\n',
    );
    expect(rows).toEqual([
      [
        expect.objectContaining({ kind: 'SALE', sku: 'M', currency: 'USD' }),
        expect.objectContaining({ kind: 'REFUND', unitPrice: '4', quantity: -1, aboutOrder: true }),
      ],
      [expect.objectContaining({ kind: 'SALE', sku: 'T' })],
    ]);
  });

  it('derives no refunds where the export tells only what was kept', () => {
    const [kept] = map(
      'Order Number,Order Status,Order Date,Item Name,Quantity (- Refund),Item Cost,Order Refund Amount\n1,Completed,3/1/2026 10:00,Mug,2,5,5.00\n',
      {},
      'woocommerce',
    );
    expect(kept).toEqual([
      expect.objectContaining({ kind: 'SALE', quantity: 2, businessDate: '2026-03-01' }),
    ]);
  });

  it('rejects the lines of an order whose first line is rejected, and no others', () => {
    expect(
      woo('1,completed,soon,Mug,M,2,5,0,EUR\n,,,Tea,T,1,3,,\n2,completed,2026-03-01,Tea,T,1,3,0,EUR\n'),
    ).toEqual([
      expect.stringContaining('Order Date "soon" is not a date'),
      expect.stringContaining('continues an order whose first line was rejected'),
      [expect.objectContaining({ order: '2', kind: 'SALE' })],
    ]);
    expect(woo(',,,Tea,T,1,3,,\n')).toEqual([expect.stringContaining('needs its number')]);
    expect(woo('1,completed,2026-03-01,Mug,M,2,5,0,XXQ\n')[0]).toContain('Currency "XXQ" is no currency');
  });
});
