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

function readQrIn(pixels: Uint8Array, width: number, height: number): string | undefined {
  return jsQR.default(new Uint8ClampedArray(pixels), width, height)?.data;
}
