import { createReadStream } from 'node:fs';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  NotFound,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import type { Settings } from '../config/index.js';
import { checkKey, ObjectStorage, type StoredObject } from './object-storage.js';
import { StorageUnavailableError } from './storage.errors.js';

const ATTEMPTS = 3;
const CONNECT_MS = 2_000;
const BACKOFF_MS = 100;
const SILENCE_MS = 20_000;
const PING_MS = 2_000;
const PING_KEY = 'health/ping';

interface Target {
  readonly Bucket: string;
  readonly Key: string;
  readonly ContentType: string;
}

/** Files in a bucket of S3 or of a server that speaks like it (MinIO). The bucket must exist. */
export class S3Storage extends ObjectStorage {
  private readonly client: S3Client;
  private readonly bucket: string;

  /** @param settings with an endpoint, the bucket is a part of the path instead of the host name */
  constructor(settings: Settings['storage']['s3']) {
    super();
    this.bucket = settings.bucket;
    this.client = new S3Client({
      region: settings.region,
      endpoint: settings.endpoint,
      forcePathStyle: settings.endpoint !== undefined,
      ...(settings.credentials && { credentials: settings.credentials }),
      maxAttempts: ATTEMPTS,
      logger: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      requestHandler: { connectionTimeout: CONNECT_MS, socketTimeout: SILENCE_MS },
    });
  }

  override async put(
    key: string,
    body: Buffer | Readable,
    { contentType }: { contentType: string },
  ): Promise<void> {
    const target = { ...this.at(key), ContentType: contentType };
    if (Buffer.isBuffer(body)) {
      await reach(this.client.send(new PutObjectCommand({ ...target, Body: body })));
      return;
    }
    await withFileOf(body, (path) => reach(this.putFile(target, path)));
  }

  override async get(key: string): Promise<StoredObject | undefined> {
    const found = await reach(this.client.send(new GetObjectCommand(this.at(key))).catch(absent));
    if (!found) return undefined;
    const { Body: body, ContentType: contentType, ContentLength: size } = found;
    if (!(body instanceof Readable) || contentType === undefined || size === undefined) {
      throw new StorageUnavailableError(new Error('The answer has no body, type or length.'));
    }
    return { body, contentType, size };
  }

  override async delete(keys: readonly string[]): Promise<void> {
    const places = keys.map((key) => this.at(key));
    await reach(Promise.all(places.map((place) => this.client.send(new DeleteObjectCommand(place)))));
  }

  override async exists(key: string): Promise<boolean> {
    const found = await reach(this.client.send(new HeadObjectCommand(this.at(key))).catch(absent));
    return found !== undefined;
  }

  override async ping(): Promise<void> {
    const command = new PutObjectCommand({ ...this.at(PING_KEY), Body: 'ping', ContentType: 'text/plain' });
    await reach(this.client.send(command, { abortSignal: AbortSignal.timeout(PING_MS) }));
  }

  /** The SDK never sends a stream a second time by itself. */
  private async putFile(target: Target, path: string): Promise<void> {
    const { size } = await stat(path);
    for (let attempt = 1; ; attempt += 1) {
      const content = { Body: createReadStream(path), ContentLength: size };
      try {
        await this.client.send(new PutObjectCommand({ ...target, ...content }));
        return;
      } catch (error) {
        if (attempt >= ATTEMPTS) throw error;
        await delay(Math.random() * BACKOFF_MS * 2 ** attempt);
      }
    }
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket, Key: checkKey(key) };
  }
}

/** What matters comes out as an error; the SDK would write to the console. */
function ignore(): void {
  return undefined;
}

async function reach<T>(answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    throw new StorageUnavailableError(error);
  }
}

function absent(error: unknown): undefined {
  if (!(error instanceof NoSuchKey || error instanceof NotFound)) throw error;
}

/** S3 wants to know the length of a file before its first byte, which a stream cannot tell. */
async function withFileOf(stream: Readable, work: (path: string) => Promise<void>): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'upload-'));
  try {
    const path = join(directory, 'file');
    await writeFile(path, stream);
    await work(path);
  } finally {
    await rm(directory, { recursive: true });
  }
}
