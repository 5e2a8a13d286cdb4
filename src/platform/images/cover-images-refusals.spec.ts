import { crc32, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { coverImages } from './cover-images.js';
import { ImageNotUsableError } from './image.errors.js';

const SHAPE = { widths: [185, 342, 780], ratio: 1.5 };
const RED = { r: 200, g: 20, b: 20 };

function anImage(width: number, height: number): Sharp {
  return sharp({ create: { width, height, channels: 3, background: RED } });
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
    expect(performance.now() - started).toBeLessThan(3_000);
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
