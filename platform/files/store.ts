import type { Readable } from 'node:stream';

/** A file while it is written. Nobody sees it before `commit`. */
export interface FileWriter {
  /** Takes bytes and waits until they are on their way to the store: memory does not grow with the file. */
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
  /** @param signal ends the writing, also while it waits for the store; what was written is then to be discarded */
  create(key: string, signal?: AbortSignal): Promise<FileWriter>;
  /** Size in bytes; undefined when there is no such file. */
  sizeOf(key: string): Promise<number | undefined>;
  /** The bytes from `start` to `end`, both included; all of them when not given. */
  read(key: string, range?: { start: number; end: number }): Readable;
  /** Removes a file, if it is there. */
  remove(key: string): Promise<void>;
  /** Removes what killed writers left behind. @returns how much it was */
  sweepDrafts(olderThan: Date): Promise<number>;
  /** @throws when files can be neither written nor read at present */
  check(): Promise<void>;
}

const KEY = /^[0-9a-z-]{1,64}\/[0-9a-z-]{1,64}\.[a-z]{1,12}$/;

/** Whether a file may be called so. */
export const isKey = (key: string): boolean => KEY.test(key);

/** @throws TypeError for what is no key: one must lead nowhere else */
export function checkedKey(key: string): string {
  if (!isKey(key)) throw new TypeError('A key of a file is <folder>/<name>.<extension>.');
  return key;
}
