import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { checkKey, ObjectStorage, type StoredObject } from './object-storage.js';

const PING_KEY = 'health/ping';

/** Files in a directory of this machine. A hidden file beside each says its content type. */
export class LocalStorage extends ObjectStorage {
  /** @param directory absolute path; made when needed */
  constructor(private readonly directory: string) {
    super();
  }

  override async put(
    key: string,
    body: Buffer | Readable,
    { contentType }: { contentType: string },
  ): Promise<void> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    await replaceFile(typeFileOf(path), Buffer.from(contentType));
    await replaceFile(path, body);
  }

  override async get(key: string): Promise<StoredObject | undefined> {
    const path = this.pathOf(key);
    return unlessAbsent(async () => {
      const contentType = await readFile(typeFileOf(path), 'utf8');
      const file = await open(path);
      const { size } = await file.stat();
      return { body: file.createReadStream(), contentType, size };
    });
  }

  override async delete(keys: readonly string[]): Promise<void> {
    for (const path of keys.map((key) => this.pathOf(key))) {
      await unlessAbsent(() => unlink(path));
      await unlessAbsent(() => unlink(typeFileOf(path)));
    }
  }

  override async exists(key: string): Promise<boolean> {
    const facts = await unlessAbsent(() => stat(this.pathOf(key)));
    return facts?.isFile() ?? false;
  }

  override async ping(): Promise<void> {
    await this.put(PING_KEY, Buffer.from('ping'), { contentType: 'text/plain' });
  }

  private pathOf(key: string): string {
    return join(this.directory, checkKey(key));
  }
}

/** Keys never have segments that begin with a dot, so that these names cannot meet one. */
const hidden = (path: string, suffix: string): string => join(dirname(path), `.${basename(path)}.${suffix}`);
const typeFileOf = (path: string): string => hidden(path, 'type');

/** Writes beside the place and then renames, so that neither a kill nor a power cut leaves half a file under the name. */
async function replaceFile(path: string, body: Buffer | Readable): Promise<void> {
  const draft = hidden(path, `${randomUUID()}.tmp`);
  try {
    await writeFile(draft, body, { flag: 'wx', flush: true });
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  const folder = await open(dirname(path));
  await folder.sync().finally(() => folder.close());
}

async function unlessAbsent<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
