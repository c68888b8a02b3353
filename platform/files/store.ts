import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';

/** A file while it is written. Nobody sees it before `commit`. */
export interface FileWriter {
  /** Takes bytes and waits until they are on their way to the disk: memory does not grow with the file. */
  write(bytes: Uint8Array): Promise<void>;
  /** Bytes taken so far. */
  readonly bytes: number;
  /** Makes the file appear under its name, whole and durable. */
  commit(): Promise<{ bytes: number; sha256: string }>;
  /** Forgets it. Harmless after `commit`. */
  discard(): Promise<void>;
}

/** Where files lie. Keys are `<folder>/<name>`, one folder a tenant. */
export interface FileStore {
  create(key: string): Promise<FileWriter>;
  /** Size in bytes; undefined when there is no such file. */
  sizeOf(key: string): Promise<number | undefined>;
  /** The bytes from `start` to `end`, both included; all of them when not given. */
  read(key: string, range?: { start: number; end: number }): Readable;
  /** Removes a file, if it is there. */
  remove(key: string): Promise<void>;
  /** Removes what killed writers left behind. */
  sweepDrafts(olderThan: Date): Promise<number>;
}

const KEY = /^[0-9a-z-]{1,64}\/[0-9a-z-]{1,64}\.[a-z]{1,12}$/;
const DRAFT = '.part';
/** Small writes are gathered up to this many bytes. */
const CHUNK = 262_144;

class FolderWriter implements FileWriter {
  bytes = 0;
  readonly #hash = createHash('sha256');
  readonly #file: Awaited<ReturnType<typeof open>>;
  readonly #draft: string;
  readonly #final: string;
  #waiting: Uint8Array[] = [];
  #waitingBytes = 0;
  #over = false;

  constructor(file: Awaited<ReturnType<typeof open>>, draft: string, final: string) {
    this.#file = file;
    this.#draft = draft;
    this.#final = final;
  }

  async write(bytes: Uint8Array): Promise<void> {
    this.bytes += bytes.length;
    this.#waiting.push(bytes);
    this.#waitingBytes += bytes.length;
    if (this.#waitingBytes >= CHUNK) await this.#flush();
  }

  async #flush(): Promise<void> {
    const chunk = Buffer.concat(this.#waiting);
    this.#waiting = [];
    this.#waitingBytes = 0;
    this.#hash.update(chunk);
    for (let at = 0; at < chunk.length; ) at += (await this.#file.write(chunk, at)).bytesWritten;
  }

  async commit(): Promise<{ bytes: number; sha256: string }> {
    await this.#flush();
    await this.#file.sync();
    await this.#file.close();
    this.#over = true;
    await rename(this.#draft, this.#final);
    // The name is durable only once its folder is.
    const folder = await open(path.dirname(this.#final), 'r');
    await folder.sync().finally(() => folder.close());
    return { bytes: this.bytes, sha256: this.#hash.digest('hex') };
  }

  async discard(): Promise<void> {
    if (this.#over) return;
    this.#over = true;
    await this.#file.close();
    await rm(this.#draft, { force: true });
  }
}

/** Files in a folder of this machine, readable only by its owner. Processes that share the folder share the files. */
export function createFolderStore(root: string): FileStore {
  const fileOf = (key: string): string => {
    if (!KEY.test(key)) throw new TypeError('A key of a file is <folder>/<name>.<extension>.');
    return path.join(root, key);
  };
  return {
    async create(key) {
      const final = fileOf(key);
      await mkdir(path.dirname(final), { recursive: true, mode: 0o700 });
      // A name of its own: a second attempt may begin before the first has noticed that it is over.
      const draft = `${final}.${randomBytes(6).toString('hex')}${DRAFT}`;
      return new FolderWriter(await open(draft, 'wx', 0o600), draft, final);
    },
    sizeOf: (key) =>
      stat(fileOf(key)).then(
        ({ size }) => size,
        (error: NodeJS.ErrnoException) => {
          if (error.code === 'ENOENT') return undefined;
          throw error;
        },
      ),
    read: (key, range) => createReadStream(fileOf(key), range),
    remove: (key) => rm(fileOf(key), { force: true }),
    async sweepDrafts(olderThan) {
      let removed = 0;
      const names = await readdir(root, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return [];
        throw error;
      });
      for (const name of names.filter((each) => each.endsWith(DRAFT))) {
        const draft = path.join(root, name);
        const found = await stat(draft).catch(() => undefined);
        if (!found || found.mtime >= olderThan) continue;
        await rm(draft, { force: true });
        removed += 1;
      }
      return removed;
    },
  };
}
