import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { coverImages } from './cover-images.js';
import { ImageNotUsableError } from './image.errors.js';

const SHAPE = { widths: [185, 342, 780], ratio: 1.5 };
const RED = { r: 200, g: 20, b: 20 };
const BLUE = { r: 20, g: 20, b: 200 };

function anImage(width: number, height: number, background = RED): Sharp {
  return sharp({ create: { width, height, channels: 3, background } });
}

/** Left half red, right half blue. */
async function aTwoColouredImage(width: number, height: number): Promise<Sharp> {
  const half = await anImage(width / 2, height, BLUE)
    .png()
    .toBuffer();
  const raw = await decoded(half);
  return anImage(width, height).composite([{ input: raw.data, raw: raw.info, left: width / 2, top: 0 }]);
}

function decoded(image: Buffer) {
  return sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
}

async function sizesOf(file: Buffer): Promise<string[]> {
  const covers = await coverImages(file, SHAPE);
  const facts = await Promise.all(covers.map(({ body }) => sharp(body).metadata()));
  return facts.map(({ format, width, height }) => `${format} ${width}x${height}`);
}

/** The problem that a file meets, or undefined. */
async function refusalOf(file: Buffer): Promise<string | undefined> {
  try {
    await coverImages(file, SHAPE);
    return undefined;
  } catch (error) {
    if (!(error instanceof ImageNotUsableError)) throw error;
    expect(error.facts).toEqual({ errors: [{ field: 'file', message: expect.any(String) }] });
    return error.message;
  }
}

function pngChunk(name: string, data: Buffer): Buffer {
  const content = Buffer.concat([Buffer.from(name, 'latin1'), data]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(data.length, 0);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  return chunk;
}

/** A whole, valid PNG of one colour with a bit for each pixel: a few kilobytes that want to become very many. */
function aBomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc((Math.ceil(width / 8) + 1) * height))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

const NOT_AN_IMAGE = 'The file is not a JPEG, PNG, WebP or AVIF image.';
const DAMAGED = 'The file is damaged or cut off.';
const PDF = '%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF';
const HTML = '<!doctype html><script>alert(1)</script>';
const SVG =
  '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="1200"><rect width="800" height="1200"/></svg>';

describe('coverImages', () => {
  it.each(['jpeg', 'png', 'webp', 'avif'] as const)('makes WebP in every width of a %s', async (format) => {
    const file = await anImage(1000, 1500).toFormat(format).toBuffer();
    expect(await sizesOf(file)).toEqual(['webp 185x278', 'webp 342x513', 'webp 780x1170']);
  });

  it.each([
    ['grey', anImage(800, 1200).toColourspace('b-w').png()],
    ['16 bits deep', anImage(800, 1200).toColourspace('rgb16').png()],
    ['CMYK', anImage(800, 1200).toColourspace('cmyk').jpeg()],
    ['progressive', anImage(800, 1200).jpeg({ progressive: true })],
    ['interlaced', anImage(800, 1200).png({ progressive: true })],
    ['with a palette', anImage(800, 1200).png({ palette: true })],
  ])('takes an image that is %s', async (_name, image) => {
    const [small] = await coverImages(await image.toBuffer(), SHAPE);
    const { data, info } = await decoded(small?.body ?? Buffer.alloc(0));
    expect(info).toMatchObject({ width: 185, height: 278 });
    expect(data.length).toBe(185 * 278 * 3);
  });

  it('says which width each image is for', async () => {
    const covers = await coverImages(await anImage(1000, 1500).png().toBuffer(), SHAPE);
    expect(covers.map(({ width }) => width)).toEqual([185, 342, 780]);
  });

  it.each([
    [400, 600, ['webp 185x278', 'webp 342x513', 'webp 400x600']],
    [100, 150, ['webp 100x150', 'webp 100x150', 'webp 100x150']],
    [2000, 300, ['webp 185x278', 'webp 200x300', 'webp 200x300']],
    [300, 9000, ['webp 185x278', 'webp 300x450', 'webp 300x450']],
    [1, 1, ['webp 1x2', 'webp 1x2', 'webp 1x2']],
  ])('never enlarges an image of %i × %i', async (width, height, expected) => {
    expect(await sizesOf(await anImage(width, height).png().toBuffer())).toEqual(expected);
  });

  it('cuts a wide image from its middle', async () => {
    const file = await (await aTwoColouredImage(3000, 1200)).png().toBuffer();
    const [, , large] = await coverImages(file, SHAPE);
    const { data, info } = await decoded(large?.body ?? Buffer.alloc(0));
    const blueAt = (x: number) => (data[(600 * info.width + x) * info.channels + 2] ?? 0) > 128;
    expect([5, 380, 400, 775].map(blueAt)).toEqual([false, false, true, true]);
  });

  it('turns the image as its EXIF says', async () => {
    const file = await (
      await aTwoColouredImage(1200, 800)
    )
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    const [, , large] = await coverImages(file, SHAPE);
    const { data, info } = await decoded(large?.body ?? Buffer.alloc(0));
    const blueAt = (y: number) => (data[(y * info.width + 400) * info.channels + 2] ?? 0) > 128;
    expect(info).toMatchObject({ width: 780, height: 1170 });
    expect([5, 1165].map(blueAt)).toEqual([false, true]);
  });

  it('leaves the metadata behind', async () => {
    const file = await anImage(800, 1200)
      .withExif({
        IFD0: { Copyright: 'Somebody Private' },
        IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
      })
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    expect((await sharp(file).metadata()).exif?.toString('latin1')).toContain('Somebody Private');
    for (const { body } of await coverImages(file, SHAPE)) {
      const facts = await sharp(body).metadata();
      expect([facts.exif, facts.icc, facts.xmp, facts.iptc]).toEqual([
        undefined,
        undefined,
        undefined,
        undefined,
      ]);
      expect(body.includes('Somebody Private')).toBe(false);
    }
  });

  it('takes the first frame of an animation', async () => {
    const frames = [RED, BLUE].map((background) => anImage(200, 300, background).raw().toBuffer());
    const film = Buffer.concat(await Promise.all(frames));
    const file = await sharp(film, { raw: { width: 200, height: 600, channels: 3, pageHeight: 300 } })
      .webp({ loop: 0, delay: [100, 100] })
      .toBuffer();
    expect((await sharp(file).metadata()).pages).toBe(2);
    const [small] = await coverImages(file, SHAPE);
    const { data, info } = await decoded(small?.body ?? Buffer.alloc(0));
    expect(info).toMatchObject({ width: 185, height: 278 });
    expect((data.at(-3) ?? 0) > 128).toBe(true);
  });

  it('keeps nothing of what hangs behind the image', async () => {
    const file = Buffer.concat([
      await anImage(800, 1200).png().toBuffer(),
      Buffer.from(`PK\x03\x04 ${HTML}`),
    ]);
    for (const { body } of await coverImages(file, SHAPE)) expect(body.includes('alert(1)')).toBe(false);
  });

  it.each([
    ['nothing', Buffer.alloc(0)],
    ['text', Buffer.from('This is no image.')],
    ['HTML', Buffer.from(HTML)],
    ['SVG', Buffer.from(SVG)],
    ['SVG behind an XML declaration', Buffer.from(`<?xml version="1.0"?>\n<!-- -->\n${SVG}`)],
    ['PDF', Buffer.from(PDF)],
    ['the first bytes of a PNG', Buffer.from('89504e470d0a1a0a', 'hex')],
    ['random bytes behind the first of a JPEG', Buffer.from('ffd8ffe000104a46494600', 'hex')],
  ])('refuses %s', async (_name, file) => {
    expect(await refusalOf(file)).toBe(NOT_AN_IMAGE);
  });

  it.each(['gif', 'tiff'] as const)('refuses a %s', async (format) => {
    expect(await refusalOf(await anImage(800, 1200).toFormat(format).toBuffer())).toBe(NOT_AN_IMAGE);
  });

  it.each([
    ['a page', HTML],
    ['a PDF', PDF],
    ['a GIF', 'GIF89a'],
  ])('refuses an image behind %s', async (_name, front) => {
    const image = await anImage(800, 1200).jpeg().toBuffer();
    expect(await refusalOf(Buffer.concat([Buffer.from(front), image]))).toBe(NOT_AN_IMAGE);
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'refuses a %s that is cut off, wherever',
    async (format) => {
      const noise = anImage(200, 800).composite([
        {
          input: {
            create: {
              width: 200,
              height: 800,
              channels: 3,
              noise: { type: 'gaussian', mean: 128, sigma: 60 },
              background: RED,
            },
          },
        },
      ]);
      const file = await noise.toFormat(format, format === 'avif' ? { effort: 0 } : {}).toBuffer();
      expect(await refusalOf(file)).toBeUndefined();
      for (const part of [0.5, 0.9]) {
        expect(await refusalOf(file.subarray(0, Math.floor(file.length * part)))).toMatch(
          /damaged or cut off|is not a/,
        );
      }
    },
  );

  it('refuses a PNG whose content does not match its check sums', async () => {
    const file = await anImage(800, 1200).png().toBuffer();
    const middle = file.indexOf('IDAT') + 20;
    file.writeUInt32BE(0xdeadbeef, middle);
    expect(await refusalOf(file)).toBe(DAMAGED);
  });

  it.each([
    [20_000, 20_000, 'The file is more than 10000 pixels wide or high.'],
    [10_001, 10, 'The file is more than 10000 pixels wide or high.'],
    [9_000, 9_000, 'The file has more than 40000000 pixels.'],
  ])('refuses a bomb of %i × %i pixels before it goes off', async (width, height, message) => {
    const bomb = aBomb(width, height);
    expect(bomb.length).toBeLessThan(100_000);
    const memory = process.resourceUsage().maxRSS;
    const started = performance.now();
    expect(await refusalOf(bomb)).toBe(message);
    expect(performance.now() - started).toBeLessThan(1_000);
    expect(process.resourceUsage().maxRSS - memory).toBeLessThan(20_000);
  });

  it('takes an image at the very limit', async () => {
    expect(await refusalOf(aBomb(10_000, 4_000))).toBeUndefined();
  });

  it('takes fewer pixels where they must lie in memory all at once', async () => {
    const message = 'The file has more than 16000000 pixels, too many for an AVIF or interlaced PNG.';
    expect(await refusalOf(await anImage(4_001, 4_000).avif({ effort: 0 }).toBuffer())).toBe(message);
    expect(await refusalOf(await anImage(4_001, 4_000).png({ progressive: true }).toBuffer())).toBe(message);
    expect(
      await refusalOf(await anImage(4_001, 4_000).jpeg({ progressive: true }).toBuffer()),
    ).toBeUndefined();
  });

  it('goes on after a file that it refused', async () => {
    const good = await anImage(800, 1200).png().toBuffer();
    const outcomes = await Promise.allSettled(
      [good, Buffer.from(HTML), good].map((file) => coverImages(file, SHAPE)),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
