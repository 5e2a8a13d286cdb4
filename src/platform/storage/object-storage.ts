import type { Readable } from 'node:stream';

/** A stored file. Whoever gets it must read its body to the end or destroy it. */
export interface StoredObject {
  readonly body: Readable;
  /** As it was given to `put`. */
  readonly contentType: string;
  /** Bytes. */
  readonly size: number;
}

/**
 * Files outside the database, by key: a path of segments of letters, digits, `.`, `_` and `-` that begin with a letter or
 * digit (`posters/3f/3fa85f64-w342.webp`). Every method throws an Error for a key of another shape.
 */
export abstract class ObjectStorage {
  /**
   * Keeps a file; one that the key had before is replaced at once and as a whole. When it rejects, nothing has changed.
   * A stream of any length never lies in memory as a whole; its own errors come out as they are.
   * @throws StorageUnavailableError
   */
  abstract put(key: string, body: Buffer | Readable, facts: { contentType: string }): Promise<void>;

  /**
   * The file, or undefined when there is none.
   * @throws StorageUnavailableError
   */
  abstract get(key: string): Promise<StoredObject | undefined>;

  /**
   * Removes files; keys that have none are no error.
   * @throws StorageUnavailableError
   */
  abstract delete(keys: readonly string[]): Promise<void>;

  /** @throws StorageUnavailableError */
  abstract exists(key: string): Promise<boolean>;

  /**
   * Rejects when files cannot be written just now.
   * @throws StorageUnavailableError
   */
  abstract ping(): Promise<void>;
}

const MAX_KEY = 512;
const KEY = /^[a-z0-9][\w.-]{0,149}(\/[a-z0-9][\w.-]{0,149})*$/i;

/**
 * Lets through what is a key, so that nothing can point outside the storage.
 * @throws Error
 */
export function checkKey(key: string): string {
  if (key.length > MAX_KEY || !KEY.test(key)) throw new Error(`"${key.slice(0, 100)}" is not a storage key.`);
  return key;
}
