import { createHash, randomBytes } from 'node:crypto';
import { constants, createReadStream } from 'node:fs';
import { access, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { checkedKey, type FileStore, type FileWriter } from './store.ts';

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
  const fileOf = (key: string): string => path.join(root, checkedKey(key));
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
    async check() {
      await mkdir(root, { recursive: true, mode: 0o700 });
      await access(root, constants.R_OK | constants.W_OK);
    },
  };
}
