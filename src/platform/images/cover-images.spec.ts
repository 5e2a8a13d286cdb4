import sharp, { type Sharp } from 'sharp';
import { coverImages } from './cover-images.js';

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

const HTML = '<!doctype html><script>alert(1)</script>';

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
});
