import { PDFiumLibrary } from '@hyzyla/pdfium';
import jsQR from 'jsqr';
import sharp from 'sharp';

/** A page of a PDF, as somebody sees it who holds it. */
export interface SeenPage {
  readonly text: string;
  /** What a reader finds in its picture. */
  readonly qr: string | undefined;
  readonly width: number;
  /** Four bytes for each point. */
  readonly pixels: Uint8Array;
}

/** Pixels for each unit of a picture made of lines. */
const SVG_SCALE = 6;

let library: Promise<PDFiumLibrary> | undefined;

/**
 * Renders a PDF and reads it.
 * @param scale pixels for each point
 */
export async function pagesOf(pdf: Buffer, scale = 3): Promise<SeenPage[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(pdf);
  try {
    const pages: SeenPage[] = [];
    for (const page of document.pages()) {
      const text = page.getText();
      const { data, width, height } = await page.render({ scale, render: 'bitmap' });
      pages.push({ text, qr: readQrIn(data, width, height), width, pixels: data });
    }
    return pages;
  } finally {
    document.destroy();
  }
}

/** What a reader finds in a picture of any format. */
export async function qrOf(picture: Buffer): Promise<string | undefined> {
  const { data, info } = await sharp(picture).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return readQrIn(data, info.width, info.height);
}

/** What a reader finds in a picture that is drawn as lines of one unit's height, in the path that has a stroke. */
export function qrOfSvg(svg: string): string | undefined {
  const side = Number(/viewBox="0 0 (\d+) \1"/.exec(svg)?.[1]) * SVG_SCALE;
  const pixels = new Uint8Array(side * side * 4).fill(255);
  let [x, y] = [0, 0];
  for (const [, command, one, other] of (/stroke="#000000" d="([^"]+)"/.exec(svg)?.[1] ?? '').matchAll(
    /([Mmh])(-?[\d.]+)(?: (-?[\d.]+))?/g,
  )) {
    const [first, second] = [Number(one), Number(other ?? 0)];
    if (command === 'M') [x, y] = [first, second];
    if (command === 'm') [x, y] = [x + first, y + second];
    if (command !== 'h') continue;
    for (let row = 0; row < SVG_SCALE; row += 1) {
      const start = (Math.floor(y) * SVG_SCALE + row) * side + x * SVG_SCALE;
      for (let at = start; at < start + first * SVG_SCALE; at += 1) pixels.fill(0, at * 4, at * 4 + 3);
    }
    x += first;
  }
  return readQrIn(pixels, side, side);
}

function readQrIn(pixels: Uint8Array, width: number, height: number): string | undefined {
  return jsQR.default(new Uint8ClampedArray(pixels), width, height)?.data;
}
