import { Buffer, isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import path from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { badInput, messageOf } from '#platform/errors/index.ts';

type Encoding = 'utf-8' | 'windows-1252' | 'utf-16le' | 'utf-16be';

/** A file that has been read once from end to end: nothing about its outside can fail halfway through an import. */
export interface Source {
  file: string;
  /** The file's name without its folder. */
  name: string;
  gzip: boolean;
  encoding: Encoding;
  /** Bytes of the content, uncompressed. */
  bytes: number;
  /** SHA-256 of the uncompressed content: a file and its .gz are the same file. */
  digest: Buffer;
  /** The first line that is not empty, without byte order mark. */
  firstLine: string;
}

const CHUNK = 256 * 1024;
/** A header longer than this is none. */
const MAX_HEADER = 64 * 1024;

/** Opens the bytes of the content, unpacked. */
function openContent(file: string, gzip: boolean): Readable {
  const raw = createReadStream(file, { highWaterMark: CHUNK });
  if (!gzip) return raw;
  return pipeline(raw, createGunzip({ chunkSize: CHUNK }), () => undefined);
}

/**
 * Reads the whole file once: is it there, is it text, in which encoding, and which file is it?
 * @throws BAD_INPUT with a sentence that says what is wrong with the file and what to do
 */
export async function inspectSource(file: string, signal?: AbortSignal): Promise<Source> {
  const name = path.basename(file);
  const gzip = await checkReadable(file);
  const hash = createHash('sha256');
  const utf8 = createUtf8Check();
  let bytes = 0;
  let head = Buffer.alloc(0);
  let hasNul = false;
  try {
    for await (const chunk of openContent(file, gzip) as AsyncIterable<Buffer>) {
      signal?.throwIfAborted();
      bytes += chunk.length;
      if (head.length < MAX_HEADER) head = Buffer.concat([head, chunk.subarray(0, MAX_HEADER - head.length)]);
      hash.update(chunk);
      utf8.update(chunk);
      hasNul ||= chunk.includes(0);
    }
  } catch (error) {
    if (signal?.aborted) throw error;
    const what = gzip ? 'is not a complete gzip file' : 'cannot be read';
    throw badInput(`${name} ${what} (${messageOf(error)}). Copy or download it again.`, ['file']);
  }
  if (bytes === 0) throw badInput(`${name} is empty. Export it again.`, ['file']);
  const encoding = encodingOf(head, utf8.valid());
  if (hasNul && !encoding.startsWith('utf-16')) {
    throw badInput(`${name} is not a text file${archiveHint(head)}. Export it as CSV.`, ['file']);
  }
  const lines = new TextDecoder(encoding).decode(head).split(/\r?\n/);
  const firstLine = lines.find((line) => line !== '') ?? '';
  return { file, name, gzip, encoding, bytes, digest: hash.digest(), firstLine };
}

/** The decoded text of a source, piece by piece, with the bytes of content read so far. */
export async function* readText(source: Source): AsyncGenerator<{ text: string; bytes: number }> {
  const decoder = new TextDecoder(source.encoding);
  // PostgreSQL keeps every character but U+0000, which only UTF-16 can bring along.
  const clean = (text: string): string => (text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text);
  let bytes = 0;
  for await (const chunk of openContent(source.file, source.gzip) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    yield { text: clean(decoder.decode(chunk, { stream: true })), bytes };
  }
  yield { text: clean(decoder.decode()), bytes };
}

/** Checks that the path is a file that may be read; true when it is packed with gzip. */
async function checkReadable(file: string): Promise<boolean> {
  try {
    const found = await stat(file);
    if (found.isDirectory()) throw badInput(`${file} is a folder. Name one file in it.`, ['file']);
    if (!found.isFile())
      throw badInput(
        `${file} is not a regular file, and an import must be able to read it twice. Save it to disk first.`,
        ['file'],
      );
    const handle = await open(file, 'r');
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer[0] === 0x1f && buffer[1] === 0x8b;
    } finally {
      await handle.close();
    }
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw badInput(`There is no file ${file}. Check the path.`, ['file']);
    if (code === 'EACCES' || code === 'EPERM')
      throw badInput(`${file} may not be read by this user. Change its permissions.`, ['file']);
    throw error;
  }
}

function encodingOf(head: Buffer, validUtf8: boolean): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  return validUtf8 ? 'utf-8' : 'windows-1252';
}

function archiveHint(head: Buffer): string {
  const signature = head.subarray(0, 4).toString('latin1');
  if (signature.startsWith('PK')) return ' but a zip archive or a spreadsheet';
  if (signature.startsWith('%PDF')) return ' but a PDF';
  return '';
}

/** Is a stream of bytes UTF-8? A character may be cut by the end of a chunk, so up to three bytes are carried over. */
function createUtf8Check(): { update(chunk: Buffer): void; valid(): boolean } {
  let carried: Buffer = Buffer.alloc(0);
  let valid = true;
  return {
    update(chunk) {
      if (!valid) return;
      const bytes = carried.length > 0 ? Buffer.concat([carried, chunk]) : chunk;
      let end = bytes.length;
      for (let back = 1; back <= Math.min(3, bytes.length); back++) {
        const byte = bytes[bytes.length - back] ?? 0;
        if (byte < 0x80) break;
        if (byte >= 0xc0) {
          const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
          if (length > back) end = bytes.length - back;
          break;
        }
      }
      valid = isUtf8(bytes.subarray(0, end));
      carried = Buffer.from(bytes.subarray(end));
    },
    valid: () => valid && carried.length === 0,
  };
}
