import { randomBytes } from 'node:crypto';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Disturbance,
  type S3Server,
  sha256Of,
  startS3Server,
} from '../../../tests/fixtures/s3/server.ts';
import { signatureOf } from '../../../tests/fixtures/s3/signature.ts';
import { until } from '../../../tests/fixtures/wait.ts';
import type { FileStore } from '../store.ts';
import { addressOf, type S3Options } from './client.ts';
import { createS3Store } from './store.ts';
import { PART_BYTES } from './writer.ts';

const PREFIX = 'shops/files/';
const KEY = 'shop/one.csv';
const LARGE = randomBytes(3 * PART_BYTES + 12_345);

describe('the signature that the server of these tests expects', () => {
  // "Examples: Signature Calculations", Amazon S3 API Reference.
  const amazon = {
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    region: 'us-east-1',
  };
  const headers = {
    host: 'examplebucket.s3.amazonaws.com',
    'x-amz-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    'x-amz-date': '20130524T000000Z',
    range: 'bytes=0-9',
  };
  const own = ['host', 'x-amz-content-sha256', 'x-amz-date'];

  it.each([
    [
      '/test.txt',
      ['host', 'range', 'x-amz-content-sha256', 'x-amz-date'],
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    ],
    ['/?lifecycle', own, 'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543'],
    ['/?max-keys=2&prefix=J', own, '34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7'],
  ])('is the published one: %s', (target, signed, signature) => {
    expect(signatureOf({ method: 'GET', target, headers }, signed, amazon)).toBe(signature);
  });
});

describe('a bucket', () => {
  let server: S3Server;
  let store: FileStore;
  const open = (changes: Partial<S3Options> = {}): FileStore =>
    createS3Store({
      ...server,
      endpoint: server.url,
      prefix: PREFIX,
      pathStyle: true,
      firstWaitMs: 2,
      timeoutMs: 5_000,
      ...changes,
    });
  beforeEach(async () => {
    server = await startS3Server();
    store = open();
  });
  afterEach(() => server.close());

  const operations = (): string[] => server.seen.map(({ operation }) => operation);
  const stored = (): Buffer | undefined => server.objects.get(`${PREFIX}${KEY}`)?.body;
  async function write(bytes: Buffer): Promise<string> {
    const writer = await store.create(KEY);
    try {
      for (let at = 0; at < bytes.length; at += 1_000_000)
        await writer.write(bytes.subarray(at, at + 1_000_000));
      return (await writer.commit()).sha256;
    } finally {
      await writer.discard();
    }
  }
  /** Disturbs the first requests of an operation. */
  const first = (operation: string, ...disturbances: Disturbance[]): void => {
    server.disturb = (request) => (request.operation === operation ? disturbances.shift() : undefined);
  };

  it('is asked once for a small file, and for a large one once a part', async () => {
    await write(Buffer.from('small'));
    expect(operations()).toEqual(['PutObject']);
    server.seen.length = 0;
    expect(await write(LARGE)).toBe(sha256Of(LARGE));
    expect(operations().sort()).toEqual(
      [
        'CompleteMultipartUpload',
        'CreateMultipartUpload',
        'HeadObject',
        ...Array(4).fill('UploadPart'),
      ].sort(),
    );
    expect(stored()?.equals(LARGE)).toBe(true);
  });

  it('gets a few parts at a time, and writing waits meanwhile', async () => {
    let open = 0;
    server.disturb = ({ operation }) => {
      if (operation !== 'UploadPart') return undefined;
      open += 1;
      return 'stall';
    };
    const writer = await store.create(KEY);
    let written = 0;
    const all = (async () => {
      for (; written < 8; written++) await writer.write(LARGE.subarray(0, PART_BYTES));
    })();
    all.catch(() => undefined);
    await until('three parts', () => open === 3);
    await sleep(100);
    // Three on their way, one that is full, and the one that it waits with.
    expect([open, written]).toEqual([3, 4]);
    await writer.discard();
    await expect(all).rejects.toThrow('given up');
    expect(server.uploads.size).toBe(0);
  });

  it.each<[string, Disturbance[]]>([
    ['PutObject', ['slow-down', 'slow-down', 'drop', 'damaged', 'lose-answer']],
    ['HeadObject', ['slow-down', 'drop']],
  ])('that fails for a moment is asked again: %s', async (operation, disturbances) => {
    first(operation, ...disturbances);
    await write(Buffer.from('small'));
    expect(await store.sizeOf(KEY)).toBe(5);
    expect(operations().filter((each) => each === operation).length).toBeGreaterThan(disturbances.length);
  });

  it.each<[string, Disturbance]>([
    ['CreateMultipartUpload', 'slow-down'],
    ['UploadPart', 'slow-down'],
    ['UploadPart', 'drop'],
    ['UploadPart', 'damaged'],
    ['UploadPart', 'lose-answer'],
    ['CompleteMultipartUpload', 'slow-down'],
    ['CompleteMultipartUpload', 'late-error'],
    ['CompleteMultipartUpload', 'lose-answer'],
  ])('takes a large file whole although it fails for a moment: %s, %s', async (operation, disturbance) => {
    first(operation, disturbance, disturbance);
    expect(await write(LARGE)).toBe(sha256Of(LARGE));
    expect(stored()?.equals(LARGE)).toBe(true);
    expect(server.uploads.size).toBe(0);
  });

  it('that keeps failing ends the writing, and nothing of it is left', async () => {
    server.disturb = ({ operation, query }) =>
      operation === 'UploadPart' && query.partNumber === '2' ? 'slow-down' : undefined;
    await expect(write(LARGE)).rejects.toThrow('answered 503 SlowDown to UploadPart');
    expect([server.objects.size, server.uploads.size]).toEqual([0, 0]);
  });

  it('whose connections hang ends the writing, or is given up by a signal', async () => {
    server.disturb = ({ operation }) => (operation === 'UploadPart' ? 'stall' : undefined);
    store = open({ timeoutMs: 50, attempts: 2 });
    await expect(write(LARGE)).rejects.toMatchObject({ code: 'UND_ERR_HEADERS_TIMEOUT' });
    expect(server.uploads.size).toBe(0);

    const stop = new AbortController();
    const writer = await open().create(KEY, stop.signal);
    const all = (async () => {
      for (let times = 0; times < 8; times++) await writer.write(LARGE.subarray(0, PART_BYTES));
    })();
    stop.abort(new Error('the time is up'));
    await expect(all).rejects.toThrow('the time is up');
    await writer.discard();
    expect(server.uploads.size).toBe(0);
  });

  it('keeps a file to itself when its upload ends short', async () => {
    server.disturb = ({ operation }) => {
      // Somebody else completes it, with less.
      if (operation === 'CompleteMultipartUpload') {
        server.uploads.clear();
        server.objects.set(`${PREFIX}${KEY}`, { body: Buffer.from('less'), tag: '"less"' });
      }
      return undefined;
    };
    await expect(write(LARGE)).rejects.toThrow(`holds 4 of the ${LARGE.length} bytes`);
  });

  it('is read on where the connection broke', async () => {
    await write(LARGE);
    first('GetObject', 'cut', 'slow-down', 'cut', 'drop');
    expect(sha256Of(await buffer(store.read(KEY)))).toBe(sha256Of(LARGE));
    const ranges = server.seen.filter(({ operation }) => operation === 'GetObject').map(({ range }) => range);
    expect(ranges[0]).toBeUndefined();
    expect(ranges.at(-1)).toMatch(/^bytes=\d{7,}-$/);
    first('GetObject', 'cut');
    const part = { start: 1_000, end: 2_000_000 };
    expect((await buffer(store.read(KEY, part))).equals(LARGE.subarray(1_000, 2_000_001))).toBe(true);
  });

  it('is not read on when it holds another file by then', async () => {
    await write(LARGE);
    server.disturb = ({ operation, range }) => {
      if (operation !== 'GetObject' || range !== undefined) return undefined;
      setImmediate(() => server.objects.set(`${PREFIX}${KEY}`, { body: LARGE.subarray(1), tag: '"new"' }));
      return 'cut';
    };
    await expect(buffer(store.read(KEY))).rejects.toThrow('412');
  });

  it('lets go of a connection whose reader has left', async () => {
    await write(LARGE);
    first('GetObject', 'stall');
    // With so long a wait for an answer this test would not end if the request went on.
    const stream = open({ timeoutMs: 600_000 }).read(KEY);
    const ended = text(stream).catch((error: Error) => error);
    await until('the request', () => operations().includes('GetObject'));
    stream.destroy(new Error('left'));
    expect(await ended).toMatchObject({ message: 'left' });
  });

  it('does not take another secret, and no message tells what it is', async () => {
    const secretAccessKey = 'another secret, which nobody may read';
    const stranger = open({ secretAccessKey });
    const refusals = await Promise.all(
      [
        stranger.check(),
        stranger.remove(KEY),
        stranger.sweepDrafts(new Date()),
        text(stranger.read(KEY)),
        (await stranger.create(KEY)).commit(),
      ].map((asked) => asked.then(String, (error: unknown) => error)),
    );
    expect(refusals.map(String)).toEqual(
      ['ListObjectsV2', 'DeleteObject', 'ListMultipartUploads', 'GetObject', 'PutObject'].map(
        (operation) => `S3Error: The store of files answered 403 SignatureDoesNotMatch to ${operation}.`,
      ),
    );
    // Asked once each: a wrong secret does not become right.
    expect(server.seen).toHaveLength(5);
    const shown = inspect([refusals, stranger, stranger.create(KEY)], { depth: 9, showHidden: true });
    expect(shown).not.toContain(secretAccessKey);
    expect(shown).not.toContain(server.accessKeyId);
  });

  it('that is not there, or is away, is said so when it is looked at', async () => {
    await expect(open({ bucket: 'none' }).check()).rejects.toThrow('404 NoSuchBucket');
    first('ListObjectsV2', 'slow-down');
    await expect(store.check()).rejects.toThrow('503');
    // Remembered for a while: health pages ask often.
    await expect(store.check()).rejects.toThrow('503');
    expect(operations()).toEqual(['ListObjectsV2', 'ListObjectsV2']);
    await server.close();
    await expect(open().check()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('keeps what others store in it', async () => {
    const old = new Date(0);
    const others = ['shop/one.csv', `${PREFIX}photo`, `${PREFIX}a/b/c.csv`, `x${PREFIX}shop/one.csv`];
    for (const key of others) server.uploads.set(`of ${key}`, { key, initiated: old, parts: new Map() });
    server.uploads.set('ours', { key: `${PREFIX}${KEY}`, initiated: old, parts: new Map() });
    expect(await store.sweepDrafts(new Date())).toBe(1);
    expect([...server.uploads.values()].map(({ key }) => key)).toEqual(others);
  });
});

describe('an object’s address', () => {
  const options = {
    endpoint: 'https://s3.eu-west-1.amazonaws.com',
    bucket: 'files',
    prefix: 'a/',
    pathStyle: false,
  };
  it('has the bucket before the host, or in the path', () => {
    expect(addressOf(options, KEY).href).toBe('https://files.s3.eu-west-1.amazonaws.com/a/shop/one.csv');
    expect(addressOf(options, undefined, { uploads: '', prefix: 'a/' }).href).toBe(
      'https://files.s3.eu-west-1.amazonaws.com/?uploads=&prefix=a%2F',
    );
    const local = { ...options, endpoint: 'http://127.0.0.1:9000', pathStyle: true };
    expect(addressOf(local, KEY).href).toBe('http://127.0.0.1:9000/files/a/shop/one.csv');
    expect(addressOf(local, undefined).href).toBe('http://127.0.0.1:9000/files');
  });
});
