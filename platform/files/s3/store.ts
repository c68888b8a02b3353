import { Readable } from 'node:stream';
import { checkedKey, type FileStore, isKey } from '../store.ts';
import { createS3Client, type S3Client, S3Error, type S3Options } from './client.ts';
import { S3Writer } from './writer.ts';
import { elementsOf, textOf } from './xml.ts';

/** How long an answer to `check` is believed: health pages ask often, and each question is charged for. */
const CHECKED_MS = 10_000;
/** How often the reading of one object is taken up again where it broke off. */
const RESUMES = 4;

const isMissing = (error: unknown): boolean => error instanceof S3Error && error.status === 404;

/** The bytes of an object. A connection that breaks is replaced by another one that goes on where it broke. */
async function* bytesOf(
  client: S3Client,
  key: string,
  range: { start: number; end: number } | undefined,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let at = range?.start ?? 0;
  let tag: string | undefined;
  for (let resumed = 0; ; resumed++) {
    const isPart = range !== undefined || at > 0;
    const { headers, body } = await client.open('GetObject', {
      method: 'GET',
      key,
      headers: {
        ...(isPart ? { range: `bytes=${at}-${range?.end ?? ''}` } : {}),
        ...(tag === undefined ? {} : { 'if-match': tag }),
      },
      signal,
    });
    if (typeof headers.etag === 'string') tag = headers.etag;
    try {
      for await (const chunk of body as AsyncIterable<Uint8Array>) {
        at += chunk.length;
        yield chunk;
      }
      return;
    } catch (error) {
      // Without its tag nobody could tell whether the rest is of the same object.
      if (signal.aborted || tag === undefined || resumed >= RESUMES) throw error;
    }
  }
}

/** Uploads under a prefix that were begun and are neither complete nor given up. */
async function* openUploads(
  client: S3Client,
  prefix: string,
): AsyncGenerator<{ key: string; uploadId: string; initiated: Date }> {
  let after: Record<string, string> = {};
  for (let isMore = true; isMore; ) {
    const { text } = await client.ask('ListMultipartUploads', {
      method: 'GET',
      query: { uploads: '', prefix, ...after },
    });
    for (const upload of elementsOf(text, 'Upload')) {
      const [key = '', uploadId = ''] = [textOf(upload, 'Key'), textOf(upload, 'UploadId')];
      yield { key, uploadId, initiated: new Date(textOf(upload, 'Initiated') ?? '') };
    }
    const [keyMarker, idMarker] = [textOf(text, 'NextKeyMarker'), textOf(text, 'NextUploadIdMarker')];
    isMore = textOf(text, 'IsTruncated') === 'true' && keyMarker !== undefined;
    after = { 'key-marker': keyMarker ?? '', ...(idMarker ? { 'upload-id-marker': idMarker } : {}) };
  }
}

/**
 * Files in a bucket of an S3-compatible store. Needs to get, put, list and delete objects below the prefix, and to list and
 * abort multipart uploads. The prefix, or the bucket, must be this product's own.
 */
export function createS3Store(options: S3Options): FileStore {
  const client = createS3Client(options);
  let checked: { at: number; answer: Promise<void> } | undefined;

  const sizeOf = async (key: string): Promise<number | undefined> => {
    try {
      const { headers } = await client.ask('HeadObject', { method: 'HEAD', key: checkedKey(key) });
      return Number(headers['content-length']);
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };

  return {
    create: async (key, signal) =>
      new S3Writer({ client, key: checkedKey(key), signal, sizeOf: () => sizeOf(key) }),
    sizeOf,
    read(key, range) {
      const stop = new AbortController();
      const bytes = bytesOf(client, checkedKey(key), range, stop.signal);
      return new Readable({
        read() {
          bytes.next().then(
            ({ done, value }) => this.push(done ? null : value),
            (error: Error) => this.destroy(error),
          );
        },
        destroy(error, done) {
          // Whoever stops reading must not keep a connection that waits for more.
          bytes.return(undefined).catch(() => undefined);
          stop.abort();
          done(error);
        },
      });
    },
    async remove(key) {
      await client.ask('DeleteObject', { method: 'DELETE', key: checkedKey(key) }).catch((error: unknown) => {
        if (!isMissing(error)) throw error;
      });
    },
    async sweepDrafts(olderThan) {
      let removed = 0;
      for await (const { key, uploadId, initiated } of openUploads(client, options.prefix)) {
        const name = key.slice(options.prefix.length);
        // A bucket may hold what is not ours.
        if (!key.startsWith(options.prefix) || !isKey(name) || !(initiated < olderThan)) continue;
        await client
          .ask('AbortMultipartUpload', { method: 'DELETE', key: name, query: { uploadId } })
          .catch((error: unknown) => {
            if (!isMissing(error)) throw error;
          });
        removed += 1;
      }
      return removed;
    },
    check() {
      if (!checked || performance.now() - checked.at > CHECKED_MS) {
        const query = { 'list-type': '2', 'max-keys': '1', prefix: options.prefix };
        const answer = client.ask('ListObjectsV2', { method: 'GET', query, attempts: 1 });
        checked = { at: performance.now(), answer: answer.then(() => undefined) };
      }
      return checked.answer;
    },
  };
}
