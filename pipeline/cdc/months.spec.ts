import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#platform/log/index.ts';
import { createLateMonths, type LateMonths, type LateMonthsOptions } from './months.ts';
import { type MirrorFixture, openMirror, orders, shop } from './testing/fixture.ts';

let mirror: MirrorFixture;

beforeAll(async () => {
  mirror = await openMirror();
  await mirror.sql(orders(shop, 0, 250));
  mirror.follow();
  await mirror.cdc.waitUntilCaughtUp({ timeoutMs: 60_000 });
  await until(async () => (await mirror.warehouse.staleMonths()).length === 0);
  // What follows looks at its own months, not at those of the service.
  await mirror.cdc.stop();
}, 120_000);
afterAll(() => mirror.close());

async function until(isDone: () => Promise<boolean>): Promise<void> {
  while (!(await isDone())) await sleep(20);
}

const logger = createLogger({ name: 'months', level: 'silent' });

async function withMonths(
  options: Partial<LateMonthsOptions>,
  test: (months: LateMonths) => Promise<void>,
): Promise<void> {
  const months = createLateMonths({
    warehouse: mirror.warehouse,
    isReady: () => true,
    logger,
    everyMs: 20,
    ...options,
  });
  months.start();
  try {
    await test(months);
  } finally {
    await months.stop();
  }
}

const days = ['2011-01-05', '2011-02-05'].map((businessDate) => ({ merchantId: shop, businessDate }));
const both = [
  { merchantId: shop, month: '2011-01-01' },
  { merchantId: shop, month: '2011-02-01' },
];

async function change(): Promise<void> {
  await mirror.warehouse.rebuildDays({ days, version: await mirror.warehouse.mirror.nextMetricsVersion() });
  expect(await mirror.warehouse.staleMonths()).toEqual(both);
}

const allFresh = async (): Promise<boolean> => (await mirror.warehouse.staleMonths()).length === 0;

describe('months', () => {
  it('are found at the start when whoever should have added them up was killed', async () => {
    await change();
    await withMonths({}, () => until(allFresh));
  });

  it('are added up after their days have changed, and not before it is time', async () => {
    let isReady = false;
    await withMonths({ isReady: () => isReady }, async (months) => {
      await change();
      await sleep(300);
      expect(await mirror.warehouse.staleMonths()).toEqual(both);
      isReady = true;
      await until(allFresh);
      // Those that the first look could not see.
      await change();
      months.touch(days.map((day) => ({ ...day, changed: 'LINES' })));
      await until(allFresh);
      await change();
      months.lookAgain();
      await until(allFresh);
    });
  });

  it('are tried again when they could not be added up', async () => {
    let failures = 2;
    const { warehouse } = mirror;
    const failing: LateMonthsOptions['warehouse'] = {
      staleMonths: (ids) => warehouse.staleMonths(ids),
      rebuildMonths(months, options) {
        failures -= 1;
        if (failures >= 0) return Promise.reject(new Error('ClickHouse does not answer.'));
        return warehouse.rebuildMonths(months, options);
      },
    };
    await change();
    await withMonths({ warehouse: failing }, () => until(allFresh));
    expect(failures).toBeLessThan(0);
  });

  it('wait for whoever takes rows away, and are looked for afterwards', async () => {
    await withMonths({}, async (months) => {
      await until(allFresh);
      await months.without(async () => {
        await change();
        months.touch(days);
        await sleep(300);
        expect(await mirror.warehouse.staleMonths()).toEqual(both);
      });
      await until(allFresh);
    });
  });
});
