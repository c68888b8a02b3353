import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type S3Server, startS3Server } from '../../tests/fixtures/s3/server.ts';
import { createFileLinks, createFolderStore, createS3Store, type FileStore } from './index.ts';

/** A kind of store, with a look behind it. */
interface Place {
  store: FileStore;
  /** Keys of whole files. */
  whole(): Promise<string[]>;
  /** How many drafts there are. */
  drafts(): Promise<number>;
  close(): Promise<void>;
}

async function folderPlace(): Promise<Place> {
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-files-'));
  const root = path.join(folder, 'exports');
  const names = async (): Promise<string[]> =>
    (await readdir(root, { recursive: true }).catch(() => [])).filter((name) => name.includes('.')).sort();
  return {
    store: createFolderStore(root),
    whole: async () => (await names()).filter((name) => !name.endsWith('.part')),
    drafts: async () => (await names()).filter((name) => name.endsWith('.part')).length,
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function s3Place(): Promise<Place> {
  const server: S3Server = await startS3Server();
  const prefix = 'shops/files/';
  return {
    store: createS3Store({ ...server, endpoint: server.url, prefix, pathStyle: true }),
    whole: async () => [...server.objects.keys()].map((key) => key.slice(prefix.length)).sort(),
    drafts: async () => server.uploads.size,
    close: () => server.close(),
  };
}

const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex');
/** Larger than what any store sends at once, and no multiple of it. */
const LARGE = Buffer.alloc(20_000_003, 'no two rows are alike, ');

describe.each([
  ['a folder', folderPlace],
  ['a bucket', s3Place],
])('files in %s', (_, open) => {
  let place: Place;
  let store: FileStore;
  beforeAll(async () => {
    place = await open();
    store = place.store;
  });
  afterAll(() => place?.close());

  it('show only when they are whole, with size and checksum', async () => {
    const writer = await store.create('shop/one.csv');
    await writer.write(Buffer.from('a,b\n'));
    await writer.write(Buffer.from('1,2\n'));
    expect(writer.bytes).toBe(8);
    expect(await store.sizeOf('shop/one.csv')).toBeUndefined();
    expect(await writer.commit()).toEqual({ bytes: 8, sha256: sha256('a,b\n1,2\n') });
    await writer.discard();
    expect(await store.sizeOf('shop/one.csv')).toBe(8);
    expect(await text(store.read('shop/one.csv'))).toBe('a,b\n1,2\n');
    expect(await text(store.read('shop/one.csv', { start: 4, end: 6 }))).toBe('1,2');
    await store.remove('shop/one.csv');
    await store.remove('shop/one.csv');
    expect(await store.sizeOf('shop/one.csv')).toBeUndefined();
    await expect(text(store.read('shop/one.csv'))).rejects.toThrow();
  });

  it('may be empty', async () => {
    expect(await (await store.create('shop/empty.csv')).commit()).toEqual({ bytes: 0, sha256: sha256('') });
    expect(await store.sizeOf('shop/empty.csv')).toBe(0);
    expect(await text(store.read('shop/empty.csv'))).toBe('');
    await store.remove('shop/empty.csv');
  });

  it('may be large, in pieces of any size', async () => {
    const writer = await store.create('shop/large.csv');
    for (let at = 0, size = 1; at < LARGE.length; at += size, size = Math.min(size * 7, 11_000_000)) {
      const piece = Buffer.from(LARGE.subarray(at, at + size));
      await writer.write(piece);
      expect(await store.sizeOf('shop/large.csv')).toBeUndefined();
    }
    expect(await writer.commit()).toEqual({ bytes: LARGE.length, sha256: sha256(LARGE) });
    expect(sha256(await buffer(store.read('shop/large.csv')))).toBe(sha256(LARGE));
    const across = { start: 8_388_600, end: 8_388_620 };
    expect(await buffer(store.read('shop/large.csv', across))).toEqual(
      LARGE.subarray(across.start, across.end + 1),
    );
    await store.remove('shop/large.csv');
    expect([await place.whole(), await place.drafts()]).toEqual([[], 0]);
  });

  it('replace those of the same name when they are whole', async () => {
    for (const content of ['first', 'second']) {
      const writer = await store.create('shop/again.csv');
      await writer.write(Buffer.from(content));
      await writer.commit();
    }
    expect(await text(store.read('shop/again.csv'))).toBe('second');
    await store.remove('shop/again.csv');
  });

  it('leave nothing when they are given up, and what a killed writer left is swept', async () => {
    const first = await store.create('shop/two.csv');
    await first.write(LARGE);
    await first.discard();
    await first.discard();
    expect([await place.whole(), await place.drafts()]).toEqual([[], 0]);
    const killed = await Promise.all(
      ['three', 'four', 'five', 'six', 'seven'].map((name) => store.create(`shop/${name}.csv`)),
    );
    for (const writer of killed) await writer.write(LARGE);
    expect(await place.drafts()).toBe(5);
    expect(await store.sweepDrafts(new Date(Date.now() - 60_000))).toBe(0);
    expect(await store.sweepDrafts(new Date(Date.now() + 60_000))).toBe(5);
    expect([await place.whole(), await place.drafts()]).toEqual([[], 0]);
    for (const writer of killed) await writer.discard();
  });

  it('take no key that leads elsewhere', async () => {
    for (const key of [
      '../secret.csv',
      'shop/../../secret.csv',
      '/etc/passwd',
      'shop/.csv',
      'shop/a.csv/b',
    ]) {
      expect(() => store.read(key)).toThrow(TypeError);
      await expect(Promise.resolve().then(() => store.create(key))).rejects.toThrow(TypeError);
    }
  });

  it('can be reached', async () => {
    expect(await store.check()).toBeUndefined();
  });
});

it('files in a folder are their owner’s alone', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'merchantgraph-files-'));
  await (await createFolderStore(folder).create('shop/one.csv')).commit();
  expect((await stat(path.join(folder, 'shop/one.csv'))).mode & 0o077).toBe(0);
  await rm(folder, { recursive: true });
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
