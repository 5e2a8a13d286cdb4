import sharp, { type Metadata, type Raw } from 'sharp';
import { ImageNotUsableError } from './image.errors.js';

/** Bytes that an uploaded image may have: 5 MB. */
export const MAX_IMAGE_BYTES = 5 * 1024 * 1024;

const MAX_SIDE = 10_000;
const MAX_PIXELS = 40_000_000;
/** AVIF and interlaced PNG lie in memory as a whole, up to 20 bytes a pixel, where others pass through row by row. */
const MAX_PIXELS_AT_ONCE = 16_000_000;
const PATIENCE_SECONDS = 20;
const WEBP = { quality: 82 } as const;

// Images come from strangers: only the decoders of the four kinds run at all, and pixels are not kept after use.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

/** One size of an image. */
export interface CoverImage {
  /** The width that was asked for, in pixels; the image is narrower where its source is. */
  readonly width: number;
  /** WebP, with nothing but pixels in it. */
  readonly body: Buffer;
}

interface Pixels {
  readonly data: Buffer;
  readonly info: Raw;
}

/**
 * Re-encodes an uploaded JPEG, PNG, WebP or AVIF image as WebP in several widths, turned as its EXIF says, cut from the
 * middle to the wanted shape and never enlarged: where the source is smaller, its own size stands in, so that there is an
 * image for every width. Of an animation the first frame is taken. Metadata and whatever else the file carries are left
 * behind. One image is worked on at a time, so that memory stays low however many arrive.
 * @param shape widths in pixels; ratio is height divided by width
 * @throws ImageNotUsableError unless the file is a whole image of at most 10,000 pixels a side and 40 million in all
 *   (16 million where it is an AVIF or an interlaced PNG)
 */
export function coverImages(
  file: Buffer,
  shape: { readonly widths: readonly number[]; readonly ratio: number },
): Promise<CoverImage[]> {
  return inTurn(async () => {
    checkFacts(await usable(() => sharp(file, { limitInputPixels: false }).metadata(), NO_IMAGE));
    const widest = Math.max(...shape.widths);
    const source = await usable(() => decode(file, widest, heightOf(widest, shape.ratio)), DAMAGED);
    const available = Math.max(1, Math.min(source.info.width, Math.floor(source.info.height / shape.ratio)));
    const covers: CoverImage[] = [];
    for (const width of shape.widths) {
      const actual = Math.min(width, available);
      covers.push({ width, body: await encode(source, actual, heightOf(actual, shape.ratio)) });
    }
    return covers;
  });
}

const NO_IMAGE = 'is not a JPEG, PNG, WebP or AVIF image';
const DAMAGED = 'is damaged or cut off';

const heightOf = (width: number, ratio: number): number => Math.round(width * ratio);

function checkFacts({ format, compression, isProgressive, width, height }: Metadata): void {
  if (format === 'heif' && compression !== 'av1') throw new ImageNotUsableError(NO_IMAGE);
  if (width > MAX_SIDE || height > MAX_SIDE) {
    throw new ImageNotUsableError(`is more than ${MAX_SIDE} pixels wide or high`);
  }
  const atOnce = format === 'heif' || (format === 'png' && isProgressive);
  const most = atOnce ? MAX_PIXELS_AT_ONCE : MAX_PIXELS;
  if (width * height > most) {
    throw new ImageNotUsableError(
      `has more than ${most} pixels${atOnce ? ', too many for an AVIF or interlaced PNG' : ''}`,
    );
  }
}

/** Reads the whole image, cut nowhere, so that damage anywhere in it is seen; big ones shrink while they are read. */
async function decode(file: Buffer, width: number, height: number): Promise<Pixels> {
  return sharp(file, { limitInputPixels: MAX_PIXELS, autoOrient: true, failOn: 'warning' })
    .timeout({ seconds: PATIENCE_SECONDS })
    .resize(width, height, { fit: 'outside', withoutEnlargement: true })
    .raw()
    .toBuffer({ resolveWithObject: true });
}

async function encode({ data, info }: Pixels, width: number, height: number): Promise<Buffer> {
  const { width: rawWidth, height: rawHeight, channels } = info;
  return sharp(data, { raw: { width: rawWidth, height: rawHeight, channels } })
    .resize(width, height, { fit: 'cover' })
    .webp(WEBP)
    .toBuffer();
}

async function usable<T>(work: () => Promise<T>, otherwise: string): Promise<T> {
  try {
    return await work();
  } catch {
    throw new ImageNotUsableError(otherwise);
  }
}

let last: Promise<unknown> = Promise.resolve();

function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
