import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Product, startProduct, UNLIMITED } from '../fixtures/product.ts';
import { askMeanwhile, attack } from './attack.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ env: UNLIMITED });
}, 120_000);
afterAll(() => product?.dispose());

test('hostile requests of every family are refused without a failure, and ordinary ones go on', async () => {
  const { endpoints } = product;
  if (!endpoints.demo) throw new Error('There is no demo.');
  const target = { merchantId: endpoints.demo.merchantId, token: endpoints.demo.apiKey };
  const attacking = attack({ url: endpoints.graphql, target, requests: 1_500, seed: 'a hostile internet' });
  const ordinary = await askMeanwhile({ url: endpoints.graphql, target, perSecond: 20, until: attacking });
  const { failures, sent } = await attacking;
  expect(failures).toEqual([]);
  expect(sent).toBe(1_500);
  expect(ordinary.wrong).toEqual([]);
  expect(ordinary.sorted.length).toBeGreaterThan(10);
  expect(product.process.exitCode).toBeNull();
  const ready = await fetch(endpoints.health);
  expect(ready.status).toBe(200);
}, 180_000);
