import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createSubgraphExecutor, type SubgraphExecutor } from '#platform/graphql/index.ts';
import {
  ANONYMOUS,
  createIdentitySigner,
  createIdentityVerifier,
  type Identity,
} from '#platform/identity/index.ts';
import { createLogger } from '#platform/log/index.ts';
import { withTenants } from '#platform/postgres/tenants.ts';
import { type SeededMerchant, seed } from '../../tests/fixtures/seed.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/fixtures/services.ts';
import { createCampaignsSubgraph } from './subgraph.ts';

const SECRET = 'test-secret';
const LIST = `query ($id: ID!, $first: Int, $after: String, $last: Int, $before: String, $filter: CartFilter, $orderBy: CartOrder) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) {
    ... on Merchant {
      id
      carts(first: $first, after: $after, last: $last, before: $before, filter: $filter, orderBy: $orderBy) {
        totalCount
        nodes { id status total { amount currency } }
        edges { cursor node { id } }
        pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
      }
    }
  }
}`;
const CART = `query ($id: ID!) {
  cart(id: $id) {
    id status itemCount createdAt updatedAt abandonedAt
    total { amount currency } merchant { id } customer { id }
    items { sku title quantity unitPrice { amount } total { amount currency } }
  }
}`;

interface Listed {
  totalCount: number;
  nodes: { id: string; status: string; total: { amount: string; currency: string } }[];
  edges: { cursor: string; node: { id: string } }[];
  pageInfo: {
    hasNextPage: boolean;
    hasPreviousPage: boolean;
    startCursor: string | null;
    endCursor: string | null;
  };
}

describe('campaigns', () => {
  let db: TestDatabase;
  let executor: SubgraphExecutor;
  let shop: SeededMerchant;
  let stranger: SeededMerchant;
  let analyst: Identity;
  let customerId: string;
  /** Ids of the shop's carts as they were made: 0 to 9, the last changed last. */
  let carts: string[];
  const signer = createIdentitySigner({ secret: SECRET });

  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  async function ask(query: string, variables: object, identity: Identity = analyst): Promise<any> {
    const result = await executor.execute({
      query,
      variables: { ...variables },
      headers: { 'x-mg-identity': signer.sign(identity, 'campaigns') },
    });
    return JSON.parse(JSON.stringify(result));
  }

  async function list(variables: object = {}, identity?: Identity): Promise<Listed> {
    const { data, errors } = await ask(LIST, { id: shop.id, ...variables }, identity);
    expect(errors).toBeUndefined();
    return data._entities[0].carts;
  }

  const orderOf = (page: Listed): number[] => page.nodes.map((node) => carts.indexOf(node.id));

  beforeAll(async () => {
    db = await createTestDatabase();
    executor = createSubgraphExecutor({
      name: 'campaigns',
      schema: createCampaignsSubgraph({ db }).schema,
      verifier: createIdentityVerifier({ secret: SECRET, audience: 'campaigns' }),
      logger: createLogger({ name: 'campaigns', level: 'silent' }),
    });
    [shop, stranger] = await Promise.all([
      seed(db).merchant().withMember('ANALYST').create(),
      seed(db).merchant().withMember('OWNER').create(),
    ]);
    analyst = shop.members[0]?.identity ?? ANONYMOUS;
    const statuses = ['OPEN', 'ABANDONED', 'RECOVERED', 'ORDERED', 'ABANDONED'];
    carts = await withTenants(db.worker, [shop.id], async (tx) => {
      const customer = await tx.customer.create({
        data: { merchantId: shop.id, externalId: 'c-1', name: 'Grace' },
      });
      customerId = customer.id;
      const ids: string[] = [];
      for (let n = 0; n < 10; n++) {
        const status = statuses[n % 5] ?? 'OPEN';
        // Pairs of carts share a total, and all changes lie within one millisecond: only microseconds tell them apart.
        const [row] = await tx.$queryRaw<{ id: string }[]>`
          insert into commerce.carts (merchant_id, external_id, customer_id, status, currency, total, item_count,
            business_date, created_at, updated_at, abandoned_at)
          values (${shop.id}::uuid, ${`cart-${n}`}, ${n === 0 ? null : customer.id}::uuid, ${status}, 'GBP',
            ${String(Math.floor(n / 2) * 10 + 0.5)}::numeric, 2, ('2026-03-01'::date + ${n}::int),
            '2026-03-01T10:00:00Z', timestamptz '2026-03-10T10:00:00.123Z' + ${n}::int * interval '1 microsecond',
            ${status === 'ABANDONED' ? new Date('2026-03-10T10:00:00Z') : null})
          returning id`;
        const id = row?.id ?? '';
        ids.push(id);
        for (const line of [2, 1]) {
          await tx.cartItem.create({
            data: {
              merchantId: shop.id,
              cartId: id,
              lineNo: line,
              sku: `sku-${line}`,
              title: `Thing ${line}`,
              quantity: line,
              unitPrice: '1.25',
              amount: String(1.25 * line),
            },
          });
        }
      }
      return ids;
    });
  });
  afterAll(() => db.drop());

  it('lists carts last changed first, with exact totals', async () => {
    const page = await list();
    expect(page.totalCount).toBe(10);
    expect(orderOf(page)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
    expect(page.nodes[0]?.total).toEqual({ amount: '40.5000', currency: 'GBP' });
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: false });
  });

  it('orders by what carts are worth, not by how it is written', async () => {
    const rich = await seed(db).merchant().withMember('ANALYST').create();
    await withTenants(
      db.worker,
      [rich.id],
      (tx) => tx.$executeRaw`
        insert into commerce.carts (merchant_id, external_id, status, currency, total, item_count, business_date)
        select ${rich.id}::uuid, total::text, 'OPEN', 'GBP', total, 1, date '2026-03-01'
        from unnest(array[9, 100, 20]::numeric[]) total`,
    );
    const identity = rich.members[0]?.identity;
    const orderBy = { field: 'TOTAL', direction: 'DESC' };
    const { nodes } = await list({ id: rich.id, orderBy }, identity);
    expect(nodes.map(({ total }) => Number(total.amount))).toEqual([100, 20, 9]);
  });

  it.each([
    { field: 'UPDATED_AT', direction: 'DESC' },
    { field: 'UPDATED_AT', direction: 'ASC' },
    { field: 'TOTAL', direction: 'DESC' },
    { field: 'TOTAL', direction: 'ASC' },
  ])('walks pages both ways by $field $direction without losing a cart', async (orderBy) => {
    const all = orderOf(await list({ orderBy }));
    expect(new Set(all).size).toBe(10);
    const forward: number[] = [];
    let after: string | null = null;
    for (;;) {
      const page: Listed = await list({ orderBy, first: 3, after });
      forward.push(...orderOf(page));
      expect(page.totalCount).toBe(10);
      expect(page.pageInfo.hasPreviousPage).toBe(after !== null);
      after = page.pageInfo.endCursor;
      if (!page.pageInfo.hasNextPage) break;
    }
    expect(forward).toEqual(all);
    const backward: number[] = [];
    let before: string | null = null;
    for (;;) {
      const page: Listed = await list({ orderBy, last: 3, before });
      backward.unshift(...orderOf(page));
      expect(page.pageInfo.hasNextPage).toBe(before !== null);
      before = page.pageInfo.startCursor;
      if (!page.pageInfo.hasPreviousPage) break;
    }
    expect(backward).toEqual(all);
  });

  it('filters by status, business day and total', async () => {
    expect(orderOf(await list({ filter: { status: ['OPEN', 'RECOVERED'] } }))).toEqual([7, 5, 2, 0]);
    expect(orderOf(await list({ filter: { status: [] }, first: 1 }))).toEqual([9]);
    expect(orderOf(await list({ filter: { from: '2026-03-03', to: '2026-03-04' } }))).toEqual([3, 2]);
    expect(orderOf(await list({ filter: { minTotal: '30.5001' } }))).toEqual([9, 8]);
    expect(await list({ filter: { minTotal: '99999999999999999999.5' } })).toMatchObject({
      totalCount: 0,
      nodes: [],
      pageInfo: { startCursor: null, hasNextPage: false },
    });
  });

  it('counts a cart as abandoned by its status', async () => {
    const query = LIST.replace('carts(', 'carts: abandonedCarts(');
    const { data } = await ask(query, { id: shop.id, filter: { to: '2026-03-05' } });
    expect(data._entities[0].carts).toMatchObject({ totalCount: 2 });
    expect(orderOf(data._entities[0].carts)).toEqual([4, 1]);
    const other = await ask(query, { id: shop.id, filter: { status: ['OPEN'] } });
    expect(other.data._entities[0].carts).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it('answers one cart with its lines in order, its customer and its merchant', async () => {
    const { data, errors } = await ask(CART, { id: carts[1] });
    expect(errors).toBeUndefined();
    expect(data.cart).toEqual({
      id: carts[1],
      status: 'ABANDONED',
      itemCount: 2,
      createdAt: '2026-03-01T10:00:00.000Z',
      updatedAt: '2026-03-10T10:00:00.123Z',
      abandonedAt: '2026-03-10T10:00:00.000Z',
      total: { amount: '0.5000', currency: 'GBP' },
      merchant: { id: shop.id },
      customer: { id: customerId },
      items: [
        {
          sku: 'sku-1',
          title: 'Thing 1',
          quantity: 1,
          unitPrice: { amount: '1.2500' },
          total: { amount: '1.2500', currency: 'GBP' },
        },
        {
          sku: 'sku-2',
          title: 'Thing 2',
          quantity: 2,
          unitPrice: { amount: '1.2500' },
          total: { amount: '2.5000', currency: 'GBP' },
        },
      ],
    });
    expect((await ask(CART, { id: carts[0] })).data.cart).toMatchObject({
      customer: null,
      abandonedAt: null,
    });
  });

  it('reads the lines of a whole page in one transaction', async () => {
    const transactions = vi.spyOn(db.app, '$transaction');
    const { data } = await ask(LIST.replace('nodes { id', 'nodes { items { sku } id'), { id: shop.id });
    expect(data._entities[0].carts.nodes.every((node: { items: unknown[] }) => node.items.length === 2)).toBe(
      true,
    );
    // One for the page with its count, one for all lines.
    expect(transactions).toHaveBeenCalledTimes(2);
    transactions.mockRestore();
  });

  it('finds carts by reference', async () => {
    const query = `query ($ids: [_Any!]!) { _entities(representations: $ids) { ... on Cart { id status } } }`;
    const ids = [carts[3], carts[1]].map((id) => ({ __typename: 'Cart', id }));
    const { data } = await ask(query, { ids });
    expect(data._entities).toEqual([
      { id: carts[3], status: 'ORDERED' },
      { id: carts[1], status: 'ABANDONED' },
    ]);
  });

  it('hides the carts of another merchant', async () => {
    const owner = stranger.members[0]?.identity;
    const listed = await ask(LIST, { id: shop.id }, owner);
    expect(listed.data._entities[0]).toEqual({ id: shop.id, carts: null });
    expect(listed.errors[0].extensions.code).toBe('NOT_FOUND');
    for (const id of [carts[0], crypto.randomUUID(), 'nonsense']) {
      const one = await ask(CART, { id }, owner);
      expect(one.data.cart).toBeNull();
      expect(one.errors[0].extensions.code).toBe('NOT_FOUND');
    }
  });

  it('asks nobody in particular to sign in, and a key for its scope', async () => {
    expect((await ask(CART, { id: carts[0] }, ANONYMOUS)).errors[0].extensions.code).toBe('UNAUTHENTICATED');
    const key: Identity = {
      kind: 'apiKey',
      keyId: crypto.randomUUID(),
      merchantId: shop.id,
      scopes: ['reports:read'],
    };
    expect((await ask(LIST, { id: shop.id }, key)).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await ask(CART, { id: carts[0] }, key)).errors[0].extensions.code).toBe('FORBIDDEN');
    expect((await list({}, { ...key, scopes: ['carts:read'] })).totalCount).toBe(10);
  });

  it.each([
    [{ first: -1 }, 'first'],
    [{ first: 101 }, 'first'],
    [{ after: 'nonsense' }, 'after'],
    [{ filter: { from: '2026-03-02', to: '2026-03-01' } }, 'filter'],
    [{ after: Buffer.from('["1","2"]').toString('base64url') }, 'after'],
    [{ after: Buffer.from('["99999999999999999999","x"]').toString('base64url') }, 'after'],
  ])('refuses %j and names the argument', async (variables, name) => {
    const { data, errors } = await ask(LIST, { id: shop.id, ...variables });
    expect(data._entities[0].carts).toBeNull();
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_INPUT',
      argumentPath: [name, ...(name === 'filter' ? ['to'] : [])],
    });
  });

  it('refuses a cursor of another order, a day that is none and an amount that is none', async () => {
    const { pageInfo } = await list({ first: 1 });
    const byTotal = { orderBy: { field: 'TOTAL', direction: 'ASC' }, first: 1, after: pageInfo.endCursor };
    const { errors } = await ask(LIST, { id: shop.id, ...byTotal });
    expect(errors[0]).toMatchObject({
      message: expect.stringContaining('another order'),
      extensions: { code: 'BAD_INPUT' },
    });
    for (const filter of [{ from: '2026-02-30' }, { minTotal: 'a lot' }]) {
      const answer = await ask(LIST, { id: shop.id, filter });
      expect(answer.errors[0].extensions.code).toBe('BAD_INPUT');
    }
  });
});
