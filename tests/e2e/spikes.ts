import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createMerchantGraph, signUp } from '@merchantgraph/sdk';
import { request } from '../fixtures/product.ts';
import type { Topology } from './topology.ts';

const FIRST_DAY = Date.UTC(2024, 1, 5);
const DAYS = 100;
/** Days on which five times as many came as on others. */
const RUSHES = [58, 66, 74, 81, 88, 96];

const dayAt = (day: number): string => new Date(FIRST_DAY + day * 86_400_000).toISOString().slice(0, 10);

function ordersFile(): string {
  const rows = ['order_id,ordered_at,sku,title,quantity,unit_price,currency'];
  for (let day = 0; day < DAYS; day++) {
    const orders = RUSHES.includes(day) ? 45 : 8 + ((day * 7) % 4);
    for (let n = 0; n < orders; n++) {
      const minute = String(n).padStart(2, '0');
      rows.push(`D${day}-${n},${dayAt(day)} 12:${minute}:00,SKU,Thing,1,${10 + (n % 3)},GBP`);
    }
  }
  return `${rows.join('\n')}\n`;
}

/** A small shop that makes one insight whenever it is wanted. */
export interface SpikeShop {
  id: string;
  /** Access token of its owner. */
  token: string;
  /** Looks at the day after the next rush; gives the number of insights that were written. */
  generate(): Promise<number>;
  /** Ids of all its insights, oldest first. */
  insights(): Promise<string[]>;
}

let opened: { dataDir: string; shop: Promise<SpikeShop> } | undefined;

/** The shop of a running product, opened once. */
export function spikeShop(topology: Topology): Promise<SpikeShop> {
  if (opened?.dataDir !== topology.dataDir) opened = { dataDir: topology.dataDir, shop: open(topology) };
  return opened.shop;
}

async function open(topology: Topology): Promise<SpikeShop> {
  const account = await signUp(createMerchantGraph({ endpoint: topology.endpoints.graphql }), {
    input: {
      name: 'Pat',
      email: 'pat@spikes.example',
      password: 'come-rain-or-shine-47',
      merchantName: 'Spikes',
      timeZone: 'Europe/London',
      currency: 'GBP',
    },
  });
  if (account.__typename !== 'SignUpSuccess' || !account.accessToken)
    throw new Error(JSON.stringify(account));
  const { id } = account.merchant;
  const token = account.accessToken;
  const file = path.join(topology.dataDir, 'spikes.csv');
  await writeFile(file, ordersFile());
  await topology.cli(['import', 'orders', file, '--merchant', id, '--format', 'generic']);
  const rushes = RUSHES.values();
  return {
    id,
    token,
    async generate() {
      const { value, done } = rushes.next();
      if (done) throw new Error('There are no more rushes: add a day to RUSHES.');
      const args = ['insights', 'generate', '--merchant', id, '--as-of', dayAt(value + 1)];
      return Number((await topology.cli(args)).insights);
    },
    async insights() {
      const query = `{ merchant(id: "${id}") { insights(first: 100, orderBy: { field: CREATED_AT, direction: ASC }) { nodes { id } } } }`;
      const { data } = await request(
        topology.endpoints.graphql,
        query,
        {},
        { authorization: `Bearer ${token}` },
      );
      return (data.merchant.insights.nodes as { id: string }[]).map((insight) => insight.id);
    },
  };
}
