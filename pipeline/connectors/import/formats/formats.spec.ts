import { describe, expect, it } from 'vitest';
import { CsvReader } from '../csv.ts';
import type { OrderLine } from '../line.ts';
import { createZone } from '../zone.ts';
import { type OrderFormat, resolveColumns } from './format.ts';
import { ORDER_FORMATS } from './index.ts';

/** Maps a whole text; each record is its lines, or the reason it is rejected. */
function map(
  format: OrderFormat,
  text: string,
  currency = 'GBP',
  timeZone = 'Europe/London',
): (OrderLine[] | string)[] {
  const results: (OrderLine[] | string)[] = [];
  const zone = createZone(timeZone);
  let mapper: ReturnType<OrderFormat['createMapper']> | undefined;
  const reader = new CsvReader({ delimiter: ',', columns: 0 });
  const take = ({ fields }: { fields: string[] }): void => {
    if (!mapper) {
      const options = {
        zone,
        businessZone: zone,
        currency,
        now: Date.parse('2026-06-01T00:00:00Z'),
        decimals: 'point' as const,
      };
      mapper = format.createMapper(resolveColumns(format, fields), options);
      return;
    }
    const lines: OrderLine[] = [];
    results.push(mapper.map(fields, lines) ?? lines);
  };
  reader.push(text, take);
  reader.end(take);
  return results;
}

describe('online-retail', () => {
  const { 'online-retail': format } = ORDER_FORMATS;
  const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n';

  it('types every line and rejects none', () => {
    const results = map(
      format,
      `${header}536365,85123A,HOLDER ,6,2010-12-01 08:26:00,2.55,17850,United Kingdom
C536379,D,Discount,-1,2010-12-01 09:41:00,27.5,14527,United Kingdom
536414,22139,,56,2010-12-01 11:52:00,0,,United Kingdom
536589,21777,damaged,-10,2010-12-01 16:50:00,0,,United Kingdom
A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom
A563186,B,Adjust bad debt,1,2011-08-12 14:51:00,-11062.06,,United Kingdom
`,
    );
    expect(results.map((result) => (typeof result === 'string' ? result : result[0]?.kind))).toEqual([
      'SALE',
      'CANCELLATION',
      'ADJUSTMENT',
      'ADJUSTMENT',
      'SALE',
      'BAD_DEBT',
    ]);
    expect(results[0]).toEqual([
      expect.objectContaining({
        order: '536365',
        sku: '85123A',
        title: 'HOLDER',
        quantity: 6,
        unitPrice: '2.55',
        currency: 'GBP',
        businessDate: '2010-12-01',
        occurredAt: Date.parse('2010-12-01T08:26:00Z'),
        customer: '17850',
        country: 'United Kingdom',
      }),
    ]);
    expect(results[4]).toEqual([expect.objectContaining({ badDebtOrder: true })]);
  });

  it('reads the second edition of the data, in any order of columns', () => {
    const [first] = map(
      format,
      'Customer ID,Invoice,StockCode,Description,Quantity,InvoiceDate,Price,Country\n13085.0,489434,85048,LIGHTS,12,7/1/2009 7:45,6.95,United Kingdom\n',
    );
    expect(first).toEqual([
      expect.objectContaining({
        customer: '13085',
        order: '489434',
        businessDate: '2009-07-01',
        occurredAt: Date.parse('2009-07-01T06:45:00Z'),
      }),
    ]);
  });

  it('names the column, the value and the fix of what it rejects', () => {
    const results = map(
      format,
      `${header}536365,85123A,X,six,2010-12-01 08:26:00,2.55,17850,UK\n536365,85123A,X,6,01.12.2010,2.55,17850,UK\n,85123A,X,6,2010-12-01 08:26:00,2.55,17850,UK\n536365,85123A,X,6,2010-12-01 08:26:00,,17850,UK\n`,
    );
    expect(results).toEqual([
      'Quantity "six" is not a whole number; write it like 6 or -6',
      expect.stringMatching(/^InvoiceDate "01\.12\.2010" is not a date and time; write it like /),
      'InvoiceNo is empty; every line needs its invoice number',
      'UnitPrice is empty; write 0 for a line without a price',
    ]);
  });

  it('rejects identifiers no index can hold', () => {
    const [reason] = map(
      format,
      `${header}536365,${'A'.repeat(3000)},X,6,2010-12-01 08:26:00,2.55,17850,UK\n`,
    );
    expect(reason).toMatch(/^StockCode "A+\.\.\." is 3000 characters long; shorten it to at most 255$/);
  });

  it('says which columns are missing and which it found', () => {
    expect(() => map(format, 'Date,Value\n1,2\n')).toThrow(
      /This file is not an online-retail export: columns InvoiceNo, StockCode, .* missing; found "Date", "Value"\./,
    );
    expect(() => map(format, `InvoiceNo,${header}`)).toThrow(/InvoiceNo stands in this file twice/);
  });
});

describe('generic', () => {
  const { generic: format } = ORDER_FORMATS;
  const header =
    'order_id,ordered_at,sku,title,quantity,unit_price,currency,customer_id,customer_email,country,channel,kind\n';
  const kinds = (text: string): (string | undefined)[] =>
    map(format, header + text).map((result) => (typeof result === 'string' ? result : result[0]?.kind));

  it('tells sales, refunds and adjustments by their amounts', () => {
    expect(
      kinds(
        '1,2026-01-02,A,,2,3.5,,,,,,\n1,2026-01-02,A,,-2,3.5,,,,,,\n1,2026-01-02,A,,0,3.5,,,,,,\n1,2026-01-02,A,,1,3.5,gbp,,,,,sale\n',
      ),
    ).toEqual(['SALE', 'REFUND', 'ADJUSTMENT', 'SALE']);
  });

  it('knows a customer by the address when there is no id', () => {
    const [first] = map(
      format,
      `${header}1,2026-01-02T10:00:00+01:00,,Mug,2,3.5,GBP,,Ann@Example.com,UK,web,\n`,
    );
    expect(first).toEqual([
      expect.objectContaining({
        sku: 'Mug',
        customer: 'ann@example.com',
        customerEmail: 'Ann@Example.com',
        channel: 'web',
        occurredAt: Date.parse('2026-01-02T09:00:00Z'),
      }),
    ]);
  });

  it('keeps other currencies, and rejects unknown ones and kinds that contradict their amount', () => {
    expect(
      map(
        format,
        `${header}1,2026-01-02,A,,2,3.5,XXQ,,,,,
`,
      )[0],
    ).toContain('currency "XXQ" is no currency');
    expect(map(format, `${header}1,2026-01-02,A,,2,3.5,eur,,,,,\n`)[0]).toEqual([
      expect.objectContaining({ currency: 'EUR' }),
    ]);
    expect(map(format, `${header}1,2026-01-02,A,,2,3.5,,,,,,refund\n`)[0]).toContain(
      'needs a negative quantity',
    );
    expect(map(format, `${header}1,2026-01-02,A,,2,3.5,,,,,,gift\n`)[0]).toContain('write one of sale,');
  });
});

describe('shopify', () => {
  const { shopify: format } = ORDER_FORMATS;
  const header =
    'Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku,Billing Name,Billing Country,Cancelled at,Refunded Amount,Source\n';
  const usd = (text: string) => map(format, header + text, 'USD', 'America/New_York');

  it('carries what stands on the first line of an order to its further lines', () => {
    const [first, second] = usd(
      '#1001,Ann@example.com,paid,USD,50.00,2026-01-15 22:30:00 -0500,1,Mug,20.00,MUG,Ann Lee,US,,0.00,web\n#1001,Ann@example.com,,,,,3,Tea,10.00,,,,,,\n',
    );
    const order = {
      order: '#1001',
      customer: 'ann@example.com',
      customerName: 'Ann Lee',
      country: 'US',
      channel: 'web',
      businessDate: '2026-01-15',
      occurredAt: Date.parse('2026-01-16T03:30:00Z'),
    };
    expect(first).toEqual([expect.objectContaining({ ...order, sku: 'MUG', kind: 'SALE' })]);
    expect(second).toEqual([expect.objectContaining({ ...order, sku: 'Tea', quantity: 3, unitPrice: '10' })]);
  });

  it('keeps a refund as a line of its own, on the day of the cancellation', () => {
    const [first] = usd(
      '#1002,a@b.co,refunded,USD,20,2026-01-15 10:00:00 -0500,1,Mug,20.00,MUG,,US,2026-01-18 10:00:00 -0500,20.00,web\n',
    );
    expect(first).toEqual([
      expect.objectContaining({ kind: 'SALE', businessDate: '2026-01-15' }),
      expect.objectContaining({
        kind: 'REFUND',
        quantity: -1,
        unitPrice: '20',
        businessDate: '2026-01-18',
        fixedLineNo: 1_000_000,
      }),
    ]);
  });

  it('counts an order that was cancelled without money as no revenue', () => {
    const [first] = usd(
      '#1003,a@b.co,voided,USD,20,2026-01-15 10:00:00 -0500,1,Mug,20.00,MUG,,US,2026-01-15 11:00:00 -0500,0.00,web\n',
    );
    expect(first).toEqual([expect.objectContaining({ kind: 'ADJUSTMENT' })]);
  });

  it('takes a further line that repeats when the order was created', () => {
    const [, second] = usd(
      '#1005,a@b.co,paid,USD,25,2026-01-15 10:00:00 -0500,1,Mug,20.00,MUG,Ann,US,,0.00,web\n#1005,a@b.co,,,,2026-01-15 10:00:00 -0500,1,Tea,5.00,TEA,,,,,\n',
    );
    expect(second).toEqual([expect.objectContaining({ sku: 'TEA', kind: 'SALE', customerName: 'Ann' })]);
  });

  it('rejects lines whose order is not above them', () => {
    const results = usd(
      '#1004,a@b.co,paid,USD,20,soon,1,Mug,20.00,MUG,,US,,0.00,web\n#1004,,,,,,1,Tea,5.00,TEA,,,,,\n',
    );
    expect(results[0]).toContain('Created at "soon" is not a date');
    expect(results[1]).toContain('continues an order whose first line');
  });
});
