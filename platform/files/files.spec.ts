import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createFileLinks, createFolderStore, type FileStore } from './index.ts';

describe('a folder of files', () => {
  let folder: string;
  let store: FileStore;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-files-'));
    store = createFolderStore(path.join(folder, 'exports'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('shows a file only when it is whole, with its size and checksum', async () => {
    const writer = await store.create('shop/one.csv');
    await writer.write(Buffer.from('a,b\n'));
    await writer.write(Buffer.from('1,2\n'));
    expect(await store.sizeOf('shop/one.csv')).toBeUndefined();
    expect(await writer.commit()).toEqual({
      bytes: 8,
      sha256: createHash('sha256').update('a,b\n1,2\n').digest('hex'),
    });
    await writer.discard();
    expect(await store.sizeOf('shop/one.csv')).toBe(8);
    expect(await text(store.read('shop/one.csv', { start: 4, end: 6 }))).toBe('1,2');
    expect((await stat(path.join(folder, 'exports/shop/one.csv'))).mode & 0o077).toBe(0);
    await store.remove('shop/one.csv');
    await store.remove('shop/one.csv');
    expect(await store.sizeOf('shop/one.csv')).toBeUndefined();
  });

  it('leaves nothing of a file that was given up, and sweeps what a killed writer left', async () => {
    const first = await store.create('shop/two.csv');
    await first.write(Buffer.alloc(300_000));
    await first.discard();
    await (await store.create('shop/three.csv')).write(Buffer.alloc(300_000));
    expect(await store.sweepDrafts(new Date(Date.now() - 60_000))).toBe(0);
    expect(await store.sweepDrafts(new Date(Date.now() + 60_000))).toBe(1);
    expect(await readdir(path.join(folder, 'exports/shop'))).toEqual([]);
  });

  it('takes no key that leads elsewhere', () => {
    for (const key of ['../secret.csv', 'shop/../../secret.csv', '/etc/passwd', 'shop/.csv', 'shop/a.csv/b'])
      expect(() => store.read(key)).toThrow(TypeError);
  });
});

describe('signed links', () => {
  const links = createFileLinks({ secret: 'a secret' });
  const grant = {
    id: crypto.randomUUID(),
    merchantId: crypto.randomUUID(),
    actor: 'user:1',
    expiresAt: new Date('2030-01-01T00:00:00Z'),
  };
  const now = new Date('2029-12-31T23:59:59Z');

  it('allow what they were made for until they end', () => {
    const token = links.sign(grant);
    expect(links.verify(token, now)).toEqual(grant);
    expect(links.verify(token, grant.expiresAt)).toBeUndefined();
  });

  it('allow nothing once they were changed, or under another secret', () => {
    const token = links.sign(grant);
    const [body = '', seal = ''] = token.split('.');
    const other = Buffer.from(
      JSON.stringify([grant.id, crypto.randomUUID(), 'user:1', 1_900_000_000]),
    ).toString('base64url');
    const changed = [`${other}.${seal}`, `${body}.`, body, `${token}.x`, '', `${body}.${seal.slice(2)}`];
    for (const each of changed) expect(links.verify(each, now)).toBeUndefined();
    expect(createFileLinks({ secret: 'another' }).verify(token, now)).toBeUndefined();
  });
});
