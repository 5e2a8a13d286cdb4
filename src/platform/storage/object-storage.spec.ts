import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer, text } from 'node:stream/consumers';
import { S3StandIn } from '../../../test/support/s3-stand-in.js';
import { LocalStorage } from './local-storage.js';
import type { ObjectStorage } from './object-storage.js';
import { S3Storage } from './s3-storage.js';
import { StorageUnavailableError } from './storage.errors.js';

const CSV = { contentType: 'text/csv' };

let directory: string;
let standIn: S3StandIn;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'storage-spec-'));
  standIn = await S3StandIn.start();
});

afterEach(async () => {
  await standIn.stop();
  await rm(directory, { recursive: true });
});

function s3({
  accessKeyId = standIn.accessKeyId,
  ...changes
}: { accessKeyId?: string; bucket?: string } = {}): S3Storage {
  return new S3Storage({
    endpoint: standIn.endpoint,
    region: 'us-east-1',
    bucket: standIn.bucket,
    credentials: { accessKeyId, secretAccessKey: 'known-to-both-sides' },
    ...changes,
  });
}

async function textOf(storage: ObjectStorage, key: string): Promise<string | undefined> {
  const found = await storage.get(key);
  return found && (await text(found.body));
}

function* pieces(count: number, size: number): Generator<Buffer> {
  for (let piece = 0; piece < count; piece += 1) yield Buffer.alloc(size, piece);
}

function* brokenPieces(): Generator<Buffer> {
  yield Buffer.from('half a ');
  throw new Error('the sender went away');
}

describe.each([
  ['LocalStorage', () => new LocalStorage(join(directory, 'files'))],
  ['S3Storage', () => s3()],
])('%s', (_name, make: () => ObjectStorage) => {
  it('gives back what was put, with its type and size', async () => {
    const storage = make();
    await storage.put('posters/ab/one.webp', Buffer.from([0, 1, 2, 255]), { contentType: 'image/webp' });
    const found = await storage.get('posters/ab/one.webp');
    expect(found).toMatchObject({ contentType: 'image/webp', size: 4 });
    expect(found && (await buffer(found.body))).toEqual(Buffer.from([0, 1, 2, 255]));
  });

  it('takes a stream whose length nobody knows', async () => {
    const storage = make();
    await storage.put('imports/1.csv', Readable.from(pieces(40, 100_000)), CSV);
    const found = await storage.get('imports/1.csv');
    expect(found).toMatchObject({ contentType: 'text/csv', size: 4_000_000 });
    expect(found && (await buffer(found.body)).equals(Buffer.concat([...pieces(40, 100_000)]))).toBe(true);
  });

  it('takes an empty file', async () => {
    const storage = make();
    await storage.put('imports/buffer', Buffer.alloc(0), CSV);
    await storage.put('imports/stream', Readable.from([]), CSV);
    expect(await textOf(storage, 'imports/buffer')).toBe('');
    expect(await textOf(storage, 'imports/stream')).toBe('');
  });

  it('replaces what the key had before, type included', async () => {
    const storage = make();
    await storage.put('reports/1', Buffer.from('a longer first content'), { contentType: 'text/plain' });
    await storage.put('reports/1', Buffer.from('second'), CSV);
    const found = await storage.get('reports/1');
    expect(found).toMatchObject({ contentType: 'text/csv', size: 6 });
    expect(found && (await text(found.body))).toBe('second');
  });

  it('keeps the former file when a stream breaks off, and passes its error on', async () => {
    const storage = make();
    await storage.put('imports/1.csv', Buffer.from('former'), CSV);
    await expect(storage.put('imports/1.csv', Readable.from(brokenPieces()), CSV)).rejects.toThrow(
      'went away',
    );
    await expect(storage.put('imports/2.csv', Readable.from(brokenPieces()), CSV)).rejects.toThrow(
      'went away',
    );
    expect(await textOf(storage, 'imports/1.csv')).toBe('former');
    expect(await storage.exists('imports/2.csv')).toBe(false);
  });

  it('knows what exists', async () => {
    const storage = make();
    await storage.put('posters/ab/one.webp', Buffer.from('x'), CSV);
    expect(await storage.exists('posters/ab/one.webp')).toBe(true);
    expect(await storage.exists('posters/ab')).toBe(false);
    expect(await storage.exists('posters/ab/one.webp/more')).toBe(false);
    expect(await storage.exists('posters/cd/two.webp')).toBe(false);
  });

  it('has nothing where nothing was put', async () => {
    const storage = make();
    expect(await storage.get('posters/ab/none.webp')).toBeUndefined();
    await storage.put('posters/ab/one.webp', Buffer.from('x'), CSV);
    expect(await storage.get('posters/ab')).toBeUndefined();
  });

  it('deletes several files and minds none that are gone', async () => {
    const storage = make();
    for (const key of ['a/1', 'a/2', 'a/3']) await storage.put(key, Buffer.from(key), CSV);
    await storage.delete(['a/1', 'a/3', 'a/never', 'a/2/below']);
    expect(await Promise.all(['a/1', 'a/2', 'a/3'].map((key) => storage.exists(key)))).toEqual([
      false,
      true,
      false,
    ]);
    expect(await storage.get('a/1')).toBeUndefined();
  });

  it.each([
    '',
    '/',
    '/etc/passwd',
    'a//b',
    'a/',
    '../a',
    'a/../../b',
    'a/..',
    './a',
    'a/.hidden',
    'a\\..\\b',
    'a\0b',
    'a b',
    'ü',
    'a\n',
    'x'.repeat(151),
    'a/'.repeat(300) + 'b',
  ])('refuses the key %j everywhere', async (key) => {
    const storage = make();
    const refusal = /is not a storage key/;
    await expect(storage.put(key, Buffer.from('x'), CSV)).rejects.toThrow(refusal);
    await expect(storage.get(key)).rejects.toThrow(refusal);
    await expect(storage.delete(['good', key])).rejects.toThrow(refusal);
    await expect(storage.exists(key)).rejects.toThrow(refusal);
  });

  it('answers a ping when it can be written', async () => {
    await expect(make().ping()).resolves.toBeUndefined();
  });
});

describe('LocalStorage', () => {
  it('leaves no drafts behind, whether a file arrived or broke off', async () => {
    const storage = new LocalStorage(directory);
    await storage.put('a/whole', Readable.from(pieces(3, 10)), CSV);
    await expect(storage.put('a/broken', Readable.from(brokenPieces()), CSV)).rejects.toThrow();
    expect((await readdir(join(directory, 'a'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    await storage.delete(['a/whole', 'a/broken']);
    expect(await readdir(join(directory, 'a'))).toEqual([]);
  });

  it('does not answer a ping where it cannot write', async () => {
    await new LocalStorage(directory).put('file', Buffer.from('x'), CSV);
    await expect(new LocalStorage(join(directory, 'file')).ping()).rejects.toThrow();
  });
});

describe('S3Storage', () => {
  it('tries again when the server is busy', async () => {
    standIn.failures = 1;
    await s3().put('a/1', Buffer.from('x'), CSV);
    expect(standIn.requests).toEqual(['PUT /cinema/a/1', 'PUT /cinema/a/1']);
    expect(standIn.objects.get('a/1')).toEqual({ body: Buffer.from('x'), contentType: 'text/csv' });
  });

  it('tries again to store a stream when the server is busy', async () => {
    standIn.failures = 1;
    await s3().put('a/1', Readable.from(pieces(2, 100_000)), CSV);
    expect(standIn.objects.get('a/1')?.body.length).toBe(200_000);
  });

  it.each([
    ['a wrong access key', { accessKeyId: 'somebody-else' }],
    ['a bucket that does not exist', { bucket: 'nowhere' }],
  ])('tells %s from a file that does not exist', async (_name, changes) => {
    const storage = s3(changes);
    await expect(storage.ping()).rejects.toThrow(StorageUnavailableError);
    await expect(storage.get('a/1')).rejects.toThrow(StorageUnavailableError);
    await expect(storage.put('a/1', Buffer.from('x'), CSV)).rejects.toThrow(StorageUnavailableError);
  });

  it('does not answer a ping while nobody listens', async () => {
    const storage = s3();
    await standIn.stop();
    await expect(storage.ping()).rejects.toThrow(StorageUnavailableError);
  });

  it('gives up a ping that nobody answers', async () => {
    const storage = s3();
    standIn.silent = true;
    const asked = performance.now();
    await expect(storage.ping()).rejects.toThrow(StorageUnavailableError);
    expect(performance.now() - asked).toBeLessThan(4_000);
  });
});
