import { createHash } from 'node:crypto';
import type { FileWriter } from '../store.ts';
import { type S3Client, S3Error } from './client.ts';
import { escaped, textOf } from './xml.ts';

/** Bytes of a part; the store takes none below 5 MiB but the last, and some want all others to be equal. */
export const PART_BYTES = 8 * 1_048_576;
/** Parts on their way at once. With the one that fills up they are all the memory a file takes, whatever its size. */
const PARALLEL = 3;
/** What the protocol allows: files of up to 80 GB. */
const MAX_PARTS = 10_000;

/**
 * Writes one object: a small one with a single request, any other in parts, which become the object when it is complete
 * and are nobody's to see until then.
 */
export class S3Writer implements FileWriter {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #client: S3Client;
  readonly #key: string;
  readonly #given: AbortController = new AbortController();
  readonly #signal: AbortSignal;
  readonly #sizeOf: () => Promise<number | undefined>;
  /** The part that fills up; its buffer goes round. */
  #part: Buffer | undefined;
  #filled = 0;
  readonly #free: Buffer[] = [];
  #upload: Promise<string> | undefined;
  readonly #tags: string[] = [];
  readonly #running = new Set<Promise<void>>();
  #failure: { error: unknown } | undefined;
  #over = false;

  constructor(options: {
    client: S3Client;
    key: string;
    signal: AbortSignal | undefined;
    sizeOf: () => Promise<number | undefined>;
  }) {
    this.#client = options.client;
    this.#key = options.key;
    this.#sizeOf = options.sizeOf;
    const own = this.#given.signal;
    this.#signal = options.signal ? AbortSignal.any([options.signal, own]) : own;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.bytes += bytes.length;
    this.#hash.update(bytes);
    for (let at = 0; at < bytes.length; ) {
      if (this.#filled === PART_BYTES) await this.#sendPart();
      this.#part ??= this.#free.pop() ?? Buffer.allocUnsafeSlow(PART_BYTES);
      const piece = bytes.subarray(at, at + PART_BYTES - this.#filled);
      this.#part.set(piece, this.#filled);
      this.#filled += piece.length;
      at += piece.length;
    }
  }

  /** Sends the part that has filled up; waits while enough others are on their way. */
  async #sendPart(): Promise<void> {
    while (this.#running.size >= PARALLEL) await Promise.race(this.#running);
    if (this.#failure) throw this.#failure.error;
    const [part, filled] = [this.#part, this.#filled];
    if (!part) return;
    this.#part = undefined;
    this.#filled = 0;
    const number = this.#tags.push('');
    if (number > MAX_PARTS) throw new Error(`A file of more than ${MAX_PARTS} parts cannot be stored.`);
    this.#upload ??= this.#begin();
    const sent = this.#put(await this.#upload, number, part.subarray(0, filled))
      .then(
        (tag) => {
          this.#tags[number - 1] = tag;
        },
        (error: unknown) => {
          this.#failure ??= { error };
        },
      )
      .finally(() => {
        this.#running.delete(sent);
        this.#free.push(part);
      });
    this.#running.add(sent);
  }

  async #begin(): Promise<string> {
    const { text } = await this.#client.ask('CreateMultipartUpload', {
      method: 'POST',
      key: this.#key,
      query: { uploads: '' },
      signal: this.#signal,
    });
    const id = textOf(text, 'UploadId');
    if (!id) throw new Error('The store of files began an upload without saying which.');
    return id;
  }

  async #put(uploadId: string, number: number, body: Uint8Array): Promise<string> {
    const { headers } = await this.#client.ask('UploadPart', {
      method: 'PUT',
      key: this.#key,
      query: { partNumber: String(number), uploadId },
      body,
      signal: this.#signal,
    });
    if (typeof headers.etag !== 'string')
      throw new Error('The store of files took a part without naming it.');
    return headers.etag;
  }

  async commit(): Promise<{ bytes: number; sha256: string }> {
    if (this.#upload) await this.#complete();
    else
      await this.#client.ask('PutObject', {
        method: 'PUT',
        key: this.#key,
        body: this.#part?.subarray(0, this.#filled) ?? new Uint8Array(),
        signal: this.#signal,
      });
    this.#over = true;
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') };
  }

  async #complete(): Promise<void> {
    if (this.#filled > 0) await this.#sendPart();
    await Promise.all(this.#running);
    if (this.#failure) throw this.#failure.error;
    const parts = this.#tags.map(
      (tag, at) => `<Part><PartNumber>${at + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
    );
    const uploadId = (await this.#upload) ?? '';
    await this.#client
      .ask('CompleteMultipartUpload', {
        method: 'POST',
        key: this.#key,
        query: { uploadId },
        body: Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`),
        headers: { 'content-type': 'application/xml' },
        signal: this.#signal,
      })
      .catch((error: unknown) => {
        // An answer that was lost on its way: asked again, the store knows of no upload, because it is complete.
        if (!(error instanceof S3Error && error.code === 'NoSuchUpload')) throw error;
      });
    const size = await this.#sizeOf();
    if (size !== this.bytes)
      throw new Error(`The store of files holds ${size ?? 'none'} of the ${this.bytes} bytes it was given.`);
  }

  async discard(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    this.#given.abort(new Error('The file was given up.'));
    await Promise.all(this.#running);
    const uploadId = await this.#upload?.catch(() => undefined);
    if (uploadId === undefined) return;
    await this.#client
      .ask('AbortMultipartUpload', { method: 'DELETE', key: this.#key, query: { uploadId }, attempts: 2 })
      // Why it was given up matters more than that its parts are still there: the sweep finds them.
      .catch(() => undefined);
  }
}
