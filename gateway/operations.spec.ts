import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestGateway, type TestGateway, until } from './testing/harness.ts';

describe('health', () => {
  it('is live, and ready only when every dependency answers', async () => {
    let postgres: () => Promise<void> = async () => undefined;
    const door = await startTestGateway('in-process', {
      readiness: { postgres: () => postgres(), clickhouse: async () => undefined },
    });
    const ready = async () => {
      const response = await fetch(`${door.url}/health/ready`);
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    };
    try {
      expect((await fetch(`${door.url}/health/live`)).status).toBe(200);
      expect((await fetch(`${door.url}/health/live`, { method: 'HEAD' })).status).toBe(200);
      expect(await ready()).toMatchObject({ status: 200, body: { status: 'ready', missing: [] } });
      postgres = async () => {
        throw Object.assign(new Error('connect ECONNREFUSED postgres://mg_app:hunter2@10.0.0.1'), {
          code: 'ECONNREFUSED',
        });
      };
      await until('not ready', async () => (await ready()).status === 503);
      const { body } = await ready();
      expect(body).toMatchObject({
        status: 'unavailable',
        missing: ['postgres'],
        checks: { postgres: { status: 'failing', reason: 'ECONNREFUSED' }, clickhouse: { status: 'ok' } },
      });
      expect(JSON.stringify(body)).not.toContain('hunter2');
      postgres = async () => undefined;
      await until('ready again', async () => (await ready()).status === 200);
    } finally {
      await door.close();
    }
  });

  it('names what only some features need, and is ready without it', async () => {
    const door = await startTestGateway('in-process', {
      readiness: { postgres: async () => undefined },
      conveniences: {
        exports: async () => {
          throw Object.assign(new Error('The store answered 404.'), { code: 'NoSuchBucket' });
        },
      },
    });
    try {
      const response = await fetch(`${door.url}/health/ready`);
      expect([response.status, await response.json()]).toMatchObject([
        200,
        {
          status: 'ready',
          missing: [],
          degraded: ['exports'],
          checks: { exports: { status: 'failing', reason: 'NoSuchBucket' }, postgres: { status: 'ok' } },
        },
      ]);
    } finally {
      await door.close();
    }
  });

  it('asks remote subgraphs by itself', async () => {
    const door = await startTestGateway('remote');
    try {
      const body = await (await fetch(`${door.url}/health/ready`)).json();
      expect(body).toMatchObject({
        status: 'ready',
        checks: { 'subgraph people': { status: 'ok' }, 'subgraph sales': {}, 'subgraph insights': {} },
      });
    } finally {
      await door.close();
    }
  });
});

describe('metrics', () => {
  it('has the promised names, bounded labels, and survives a source that fails', async () => {
    const door = await startTestGateway('in-process', {
      metrics: {
        queueSize: async () => ({ exports: 3 }),
        replicationLagSeconds: async () => 0.25,
        replication: async () => ({ rows_per_second: 1_200, poison_rows: 2 }),
        cacheHitRatio: () => Promise.reject(new Error('away')),
      },
    });
    try {
      await door.graphql('query Chosen1 { merchants { name } }');
      await door.graphql('query Chosen2 { merchants { name } boom }');
      await door.graphql('query Chosen2 { merchants { name } boom }');
      await door.graphql('{ nonsense }');
      await door.graphql('{ me { id } }', {}, { authorization: 'Bearer expired' });
      const page = await fetch(`${door.url}/metrics`);
      expect(page.headers.get('content-type')).toContain('text/plain');
      const text = await page.text();
      for (const line of [
        'request_count_total{transport="http",operation="query",outcome="ok"} 1',
        'request_count_total{transport="http",operation="query",outcome="partial"} 2',
        'request_count_total{transport="http",operation="unknown",outcome="error"} 2',
        'request_duration_seconds_count{transport="http",operation="query"} 3',
        'error_count_total{code="INTERNAL"} 2',
        'error_count_total{code="BAD_INPUT"} 1',
        'error_count_total{code="UNAUTHENTICATED"} 1',
        'queue_size{queue="exports"} 3',
        'replication_lag_seconds 0.25',
        'replication_rows_per_second 1200',
        'replication_poison_rows 2',
        'active_connections{transport="websocket"} 0',
      ]) {
        expect(text).toContain(`\n${line}\n`);
      }
      expect(text).toMatch(/\nactive_connections\{transport="http"\} [1-9]/);
      expect(text).toMatch(/\ncache_hit_ratio\{cache="query_plans"\} 0\.3/);
      expect(text).toMatch(/\ncache_hit_ratio\{cache="documents"\} 0\.\d/);
      expect(text).not.toContain('Chosen');
    } finally {
      await door.close();
    }
  });
});

describe('the dashboard', () => {
  let folder: string;
  let door: TestGateway;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dashboard-'));
    door = await startTestGateway('in-process', { dashboardDir: join(folder, 'dist') });
  });
  afterAll(async () => {
    await door.close();
    await rm(folder, { recursive: true });
  });

  it('is explained until it is built, and then served with the right caching', async () => {
    const before = await fetch(`${door.url}/`);
    expect(await before.text()).toContain('npm run build');
    await mkdir(join(folder, 'dist', 'assets'), { recursive: true });
    await writeFile(join(folder, 'dist', 'index.html'), '<!doctype html><title>Dashboard</title>');
    await writeFile(join(folder, 'dist', 'assets', 'index-abc123.js'), 'export {}');
    await writeFile(join(folder, 'secret.txt'), 'outside');

    for (const path of ['/', '/index.html', '/merchants/m1/insights', '/sign-in?next=%2F']) {
      const page = await fetch(`${door.url}${path}`);
      expect([path, page.status, page.headers.get('cache-control')]).toEqual([path, 200, 'no-cache']);
      expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(page.headers.get('x-content-type-options')).toBe('nosniff');
      expect(await page.text()).toContain('Dashboard');
    }
    const asset = await fetch(`${door.url}/assets/index-abc123.js`);
    expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(asset.headers.get('content-type')).toContain('javascript');
    const etag = asset.headers.get('etag') ?? '';
    const again = await request(asset.url, { headers: { 'if-none-match': etag } });
    expect(again.statusCode).toBe(304);
    await again.body.dump();

    expect((await fetch(`${door.url}/assets/missing.js`)).status).toBe(404);
    expect((await fetch(`${door.url}/health/nothing`)).status).toBe(404);
    expect((await fetch(`${door.url}/`, { method: 'POST' })).status).toBe(404);
    for (const path of ['/..%2fsecret.txt', '/%2e%2e/secret.txt', '/assets/..%2f..%2fsecret.txt', '/%00']) {
      const outside = await fetch(`${door.url}${path}`);
      expect(await outside.text()).not.toContain('outside');
    }
  });
});

describe('closing', () => {
  it('finishes what runs, closes subscriptions with 1001, and takes nothing new', async () => {
    const door = await startTestGateway();
    const running = door.graphql('{ slow(ms: 300) }');
    const overSocket = door.socket().iterate({ query: '{ slow(ms: 300) }' }).next();
    const subscription = door.subscribe('subscription { insightCreated(merchantId: "m1") { id } }');
    await until('open', () => door.world.openStreams === 1);
    await new Promise((resolve) => setTimeout(resolve, 50));

    const started = Date.now();
    const closed = door.gateway.close({ graceMs: 3_000 });
    expect(await subscription.ended).toMatchObject({ code: 1001 });
    expect((await running).data).toEqual({ slow: 'after 300' });
    expect((await overSocket).value).toMatchObject({ data: { slow: 'after 300' } });
    await closed;
    expect(Date.now() - started).toBeLessThan(2_000);
    expect(door.world.openStreams).toBe(0);
    await expect(door.graphql('{ me { id } }')).rejects.toThrow();
  });

  it('does not wait longer than it was told to', async () => {
    const door = await startTestGateway();
    const running = door.graphql('{ slow(ms: 3000) }').catch(() => 'cut off');
    await new Promise((resolve) => setTimeout(resolve, 50));
    const started = Date.now();
    await door.gateway.close({ graceMs: 200 });
    expect(Date.now() - started).toBeLessThan(1_000);
    expect(await running).toBe('cut off');
  });
});
