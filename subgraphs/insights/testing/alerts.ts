import { ANONYMOUS, type Identity } from '#platform/identity/index.ts';
import type { Warehouse } from '#warehouse/index.ts';
import { type SeededMerchant, seed } from '../../../tests/fixtures/seed.ts';
import { type RunAlertsSummary, runAlerts } from '../alert/run-alerts.ts';
import { addDays } from '../detection/calendar.ts';
import { createTestSubgraph, quietLogger, type TestSubgraph } from './subgraph.ts';
import { createTestWarehouse, type TestWarehouse } from './warehouse.ts';

/** A Wednesday, early in the afternoon in London. */
const NOW = '2026-03-11T14:00:00Z';
export const TODAY = '2026-03-11';
/** So many days before today. */
export const back = (days: number): string => addDays(TODAY, -days);

/** Fires when a day has fewer than five orders. */
export const RULE = {
  name: 'Few orders',
  metric: 'ORDERS',
  condition: 'BELOW',
  threshold: '5',
  schedule: 'DAILY',
};

const ALERT = `id name metric filter { sku country } condition threshold baseline baselineDays floor schedule weekday
  severity cooldownDays enabled silencedUntil judgedTo failedAt`;
const mutation = (name: string) => {
  const type = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  const fields = name === 'deleteAlert' ? 'id' : `alert { ${ALERT} }`;
  return `mutation ($input: ${type}Input!) { ${name}(input: $input) { __typename
    ... on ${type}Success { ${fields} } ... on UserError { code message path } } }`;
};
const LIST = `query ($id: ID!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    alerts(first: $first, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { id name failedAt judgedTo
      firings { totalCount nodes { day from observed expected threshold change direction currency
        insight { id kind severity title text asOf }
        anomaly { id source kind status observed slice { dimension key } alert { name } insight { id } } } } } } } } }`;
const DRY_RUN = `query ($id: ID!, $rule: AlertRuleInput!, $from: Date!, $to: Date!) {
  _entities(representations: [{ __typename: "Merchant", id: $id }]) { ... on Merchant {
    alertDryRun(rule: $rule, from: $from, to: $to) { from to judged tooSmall coolingDown unknown
      firings { day from observed expected threshold change direction currency } } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: what a query answers has no type of its own here
type Answer = any;

/** Everything the specs of alerts work with: the subgraph, real stores, and a shop that is alone in them. */
export interface AlertDesk {
  store: TestWarehouse;
  subgraph: TestSubgraph;
  shop: SeededMerchant;
  owner: Identity;
  /** What time it is. */
  clock: string;
  /** A new shop, at noon; all others are closed. */
  reset(): Promise<void>;
  /** What a mutation answers. */
  call(name: string, input: object, identity?: Identity, key?: string): Promise<Answer>;
  /** Makes an alert like RULE. */
  create(rule?: object, identity?: Identity): Promise<Answer>;
  alerts(page?: object, identity?: Identity): Promise<Answer>;
  dryRun(rule: object, from: string, to: string): Promise<Answer>;
  run(options?: { at?: string; watched?: Warehouse['watched'] }): Promise<RunAlertsSummary>;
  /** Rows of `table where condition` with the shop's id as $1. */
  count(rows: string): Promise<number>;
  close(): Promise<void>;
}

export async function createAlertDesk(): Promise<AlertDesk> {
  const store = await createTestWarehouse();
  const subgraph = await createTestSubgraph({ warehouse: store.warehouse, now: () => new Date(desk.clock) });

  async function merchant(query: string, variables: object, identity = desk.owner): Promise<Answer> {
    const { data, errors } = await subgraph.ask(identity, query, { id: desk.shop.id, ...variables });
    if (errors) throw errors[0];
    return JSON.parse(JSON.stringify(data))._entities[0];
  }
  const newShop = () => seed(subgraph.db).merchant().withMember('OWNER').withMember('MARKETER').create();

  const desk: AlertDesk = {
    store,
    subgraph,
    shop: await newShop(),
    owner: ANONYMOUS,
    clock: NOW,
    async reset() {
      desk.clock = NOW;
      await subgraph.db.admin.query(`update users.merchants set status = 'CLOSED'`);
      desk.shop = await newShop();
      desk.owner = desk.shop.members[0]?.identity ?? ANONYMOUS;
    },
    async call(name, input, identity = desk.owner, key) {
      const { data, errors } = await subgraph.ask(identity, mutation(name), { input }, key);
      if (errors) throw errors[0];
      return data?.[name];
    },
    create: (rule = {}, identity = desk.owner) =>
      desk.call('createAlert', { merchantId: desk.shop.id, rule: { ...RULE, ...rule } }, identity),
    alerts: async (page = {}, identity = desk.owner) => (await merchant(LIST, page, identity)).alerts,
    dryRun: async (rule, from, to) => (await merchant(DRY_RUN, { rule, from, to })).alertDryRun,
    run: (options = {}) =>
      runAlerts({
        db: subgraph.db,
        watched: options.watched ?? store.warehouse.watched,
        logger: quietLogger,
        now: () => new Date(options.at ?? desk.clock),
      }),
    async count(rows) {
      const found = await subgraph.db.admin.query<{ n: number }>(`select count(*)::int as n from ${rows}`, [
        desk.shop.id,
      ]);
      return found.rows[0]?.n ?? -1;
    },
    async close() {
      await subgraph.close();
      await store.close();
    },
  };
  return desk;
}
