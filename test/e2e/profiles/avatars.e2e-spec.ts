import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { ProfilesService } from '../../../src/modules/profiles/index.js';
import type { ProfileResponse } from '../../../src/modules/profiles/profile.dto.js';
import { eventually } from '../../support/eventually.js';
import { anImage, bytesAt, fileAt } from '../../support/posters.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { anAvatar, aPngThatClaims, uploadAvatar } from './avatars.js';

const HTML = '<!doctype html><script>alert(1)</script>';
const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>alert(1)</script></svg>';
const NO_IMAGE = 'is not a JPEG, PNG, WebP or AVIF image';

let app: TestApp;
let directory: string;
let image: Buffer;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'avatars-e2e-'));
  app = await createTestApp({ environment: { STORAGE_DIR: directory, RATE_LIMIT_SCALE: '100' } });
  image = await anImage(400, 300);
});
beforeEach(async () => {
  await app.as('user').delete('/profiles/me/avatar').expect(204);
  await eventually(async () => expect(await storedFiles()).toEqual([]));
});
afterAll(async () => {
  await app.close();
  await rm(directory, { recursive: true });
});

const own = async () => (await app.as('user').get('/profiles/me').expect(200)).body as ProfileResponse;

/** The addresses of all avatars that lie in the storage. */
async function storedFiles(): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries.filter((entry) => entry.endsWith('.webp')).map((entry) => `/media/${entry}`);
}

describe('PUT /profiles/me/avatar', () => {
  it('shows the image as a square WebP that anybody can load and keep', async () => {
    const { body, headers } = await uploadAvatar(app, await anImage(1000, 400)).expect(200);
    expect(await own()).toEqual(body);
    await app.as('user').get('/profiles/me').set('if-none-match', String(headers['etag'])).expect(304);
    const url = String((body as ProfileResponse).avatar_url);
    expect(url).toMatch(/^\/media\/avatars\/([0-9a-f]{2})\/\1[0-9a-f]{30}-w256\.webp$/);
    const file = await fileAt(app, url).expect(200);
    expect(file.headers).toMatchObject({
      'content-type': 'image/webp',
      'cache-control': 'public, max-age=31536000, immutable',
      'content-security-policy': "default-src 'none'",
    });
    expect(await sharp(file.body as Buffer).metadata()).toMatchObject({
      format: 'webp',
      width: 256,
      height: 256,
    });
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('takes a %s, whatever its name says', async (format) => {
    const file = await sharp(image).toFormat(format).toBuffer();
    await uploadAvatar(app, file, 'notes.txt').expect(200);
  });

  it('does not enlarge a small image', async () => {
    const { body } = await uploadAvatar(app, await anImage(40, 90)).expect(200);
    const facts = await sharp(await bytesAt(app, String(body.avatar_url))).metadata();
    expect([facts.width, facts.height]).toEqual([40, 40]);
  });

  it('leaves the metadata behind, and with it where the picture was taken', async () => {
    const file = await sharp(image)
      .withExif({
        IFD0: { Copyright: 'Somebody Private' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .jpeg()
      .toBuffer();
    expect(file.includes('Somebody Private')).toBe(true);
    const { body } = await uploadAvatar(app, file, 'me.jpg').expect(200);
    const kept = await bytesAt(app, String(body.avatar_url));
    const { exif, icc, xmp, iptc } = await sharp(kept).metadata();
    expect({ exif, icc, xmp, iptc }).toEqual({});
    expect(kept.includes('Somebody Private')).toBe(false);
  });

  it('keeps nothing of a page that hangs behind the image', async () => {
    const file = Buffer.concat([await sharp(image).jpeg().toBuffer(), Buffer.from(HTML)]);
    const { body } = await uploadAvatar(app, file, 'me.html').expect(200);
    expect((await bytesAt(app, String(body.avatar_url))).includes('alert(1)')).toBe(false);
  });

  it.each([
    ['a page that is called an image', () => Buffer.from(HTML), NO_IMAGE],
    ['a page before an image', () => Buffer.concat([Buffer.from(HTML), image]), NO_IMAGE],
    ['SVG', () => Buffer.from(SVG), NO_IMAGE],
    ['nothing', () => Buffer.alloc(0), NO_IMAGE],
    ['a damaged image', () => image.subarray(0, image.length - 40), 'is damaged or cut off'],
    [
      'a bomb of 20,000 × 20,000 pixels',
      () => aPngThatClaims(20_000, 20_000),
      'is more than 10000 pixels wide or high',
    ],
  ])('refuses %s and keeps the former avatar', async (_name, file, message) => {
    const former = await anAvatar(app);
    const { body } = await uploadAvatar(app, await file()).expect(422);
    expect(body).toMatchObject({ type: '/problems/image-not-usable', errors: [{ field: 'file', message }] });
    expect((await own()).avatar_url).toBe(former);
    expect(await storedFiles()).toEqual([former]);
  });

  it('takes 5 MB and no more', async () => {
    const padded = (size: number) => Buffer.concat([image, Buffer.alloc(size - image.length)]);
    await uploadAvatar(app, padded(5 * 1024 * 1024)).expect(200);
    const { body } = await uploadAvatar(app, padded(5 * 1024 * 1024 + 1)).expect(413);
    expect(body.type).toBe('/problems/too-large');
  });

  it('refuses what is no form, and forms that hold something else', async () => {
    const send = () => app.as('user').put('/profiles/me/avatar');
    await send().send({ file: 'x' }).expect(415);
    await send().set('content-type', 'image/png').send(image).expect(415);
    const other = await send().attach('file', image, 'me.png').field('user_id', '4').expect(422);
    expect(other.body.errors).toEqual([{ field: 'user_id', message: 'is not known here; known are file' }]);
    const text = await send().field('file', 'text').expect(422);
    expect(text.body.errors).toEqual([{ field: 'file', message: 'must be a file: give it a file name' }]);
  });

  it('removes the file of the former avatar', async () => {
    const former = await anAvatar(app);
    const current = await anAvatar(app);
    await eventually(() => fileAt(app, former).expect(404));
    await fileAt(app, current).expect(200);
  });

  it('keeps the file of one avatar when several arrive at once', async () => {
    const answers = await Promise.all([1, 2, 3, 4].map(() => uploadAvatar(app, image)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    const { avatar_url } = await own();
    await eventually(async () => expect(await storedFiles()).toEqual([avatar_url]));
  });

  it('stays when the profile is written anew, and is what others see', async () => {
    const avatar_url = await anAvatar(app);
    await app.as('user').put('/profiles/me').send({ first_name: 'Ada' }).expect(200);
    expect((await own()).avatar_url).toBe(avatar_url);
    const displays = await app.get(ProfilesService).displayOf([1]);
    expect(displays.get(1)).toEqual({ display_name: 'Ada', avatar_url });
  });

  it('is for those who have signed in, and for their own', async () => {
    await app.as().put('/profiles/me/avatar').attach('file', image, 'me.png').expect(401);
    await app.as().delete('/profiles/me/avatar').expect(401);
    await app.as('admin').put('/profiles/users/1/avatar').attach('file', image, 'me.png').expect(404);
  });
});

describe('DELETE /profiles/me/avatar', () => {
  it('takes the avatar away with its file, and minds none that is gone', async () => {
    const url = await anAvatar(app);
    await app.as('user').delete('/profiles/me/avatar').expect(204);
    await app.as('user').delete('/profiles/me/avatar').expect(204);
    expect((await own()).avatar_url).toBeNull();
    await eventually(() => fileAt(app, url).expect(404));
  });
});

describe('GET /media/avatars/…', () => {
  it.each([
    '/media/avatars/ab/none.webp',
    `/media/avatars/ab/${'a'.repeat(32)}-w64.webp`,
    '/media/avatars/..%2f..%2fpackage.json/x',
    '/media/avatars/ab/%2e%2e',
  ])('knows nothing at %s', async (path) => {
    await app.as().get(path).buffer(true).expect(404);
  });

  it('says 304 to those who have it', async () => {
    const url = await anAvatar(app);
    const { headers } = await fileAt(app, url).expect(200);
    await fileAt(app, url).set('if-none-match', String(headers['etag'])).expect(304);
  });
});
