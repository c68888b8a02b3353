import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { until } from '../../fixtures/wait.ts';
import type { OnStage } from '../stage.ts';

/** What an operator proves, and sees, from the command line. */
export function defineAudit(on: OnStage): void {
  describe('the audit log', () => {
    const cli = (...args: string[]): Promise<Record<string, unknown>> => on().topology.cli(args);

    test('is proved from the database, and from an exported file alone', async () => {
      const { shop, topology } = on();
      // Made with the merchant; they come to the log through the relay.
      const verified = await until('the log to hold what was done', async () => {
        const report = await cli('audit', 'verify', '--merchant', shop.slug);
        return Number(report.entries) >= 2 && report;
      });
      expect(verified).toMatchObject({ merchantId: shop.id, intact: true, problems: [] });
      const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-audit-'));
      try {
        const file = path.join(folder, 'log.jsonl');
        const head = path.join(folder, 'head.json');
        await writeFile(head, JSON.stringify(verified));
        expect(await cli('audit', 'export', '--merchant', shop.slug, '--output', file)).toMatchObject({
          merchantId: shop.id,
          file,
        });
        const { publicKey } = await cli('audit', 'public-key');
        const proof = ['audit', 'verify', '--file', file, '--public-key', String(publicKey), '--head', head];
        expect(await topology.cli(proof)).toMatchObject({ intact: true, merchantId: shop.id });
        const text = await readFile(file, 'utf8');
        await writeFile(file, text.replace('merchant.created', 'merchant.altered'));
        await expect(topology.cli(proof)).rejects.toThrow(/ENTRY_CHANGED/);
        await writeFile(file, `${text.split('\n').slice(0, -2).join('\n')}\n`);
        await expect(topology.cli(proof)).rejects.toThrow(/END_MISSING/);
      } finally {
        await rm(folder, { recursive: true });
      }
      expect(await cli('audit', 'verify')).toMatchObject({ intact: true });
    });

    test('misses nothing: no event was set aside', async () => {
      expect(await cli('dead-letters', 'list')).toEqual({ deadLetters: [] });
      expect(await cli('dead-letters', 'redrive', '--all')).toEqual({ handled: 0, failed: [] });
    });

    test('stands beside the outbox, which shows what nobody sends', async () => {
      expect(await cli('outbox', '--to', 'nobody@merchants.example')).toEqual({
        delivery: 'OUTBOX',
        messages: [],
      });
      await expect(cli('outbox', '--retry', 'nonsense')).rejects.toThrow(/nonsense/);
    });
  });
}
