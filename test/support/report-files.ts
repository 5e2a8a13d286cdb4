import { inflateRawSync } from 'node:zlib';
import { PDFiumLibrary } from '@hyzyla/pdfium';
import { CsvReader } from '../../src/modules/catalogue/import/csv-records.js';

/** A page of a report, as somebody reads it. */
export interface ReadPage {
  readonly text: string;
  readonly width: number;
  readonly height: number;
  /** Whether nothing is drawn nearer to the edges than so many points. */
  readonly isClearTo: (points: number) => boolean;
  /** Whether nothing is drawn from one height to another, in points from the top. */
  readonly isBlank: (top: number, bottom: number) => boolean;
}

let library: Promise<PDFiumLibrary> | undefined;

/** Opens a PDF as readers do. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPage[]> {
  library ??= PDFiumLibrary.init();
  const document = await (await library).loadDocument(Buffer.from(pdf));
  try {
    const pages: ReadPage[] = [];
    for (const page of document.pages()) {
      const text = page.getText().replace(/\s+/g, ' ');
      const { data, width, height } = await page.render({ scale: 1, render: 'bitmap' });
      const blank = (left: number, top: number, right: number, bottom: number): boolean =>
        isBlank(data, width, { left, top, right, bottom });
      pages.push({
        text,
        width,
        height,
        isBlank: (top, bottom) => blank(0, top, width, bottom),
        isClearTo: (points) =>
          blank(0, 0, width, points) &&
          blank(0, height - points, width, height) &&
          blank(0, 0, points, height) &&
          blank(width - points, 0, width, height),
      });
    }
    return pages;
  } finally {
    document.destroy();
  }
}

interface Area {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

function isBlank(pixels: Uint8Array, width: number, { left, top, right, bottom }: Area): boolean {
  for (let y = top; y < bottom; y += 1) {
    const row = pixels.subarray((y * width + left) * 4, (y * width + right) * 4);
    // Every fourth byte is how opaque the point is.
    if (row.some((byte, at) => byte !== 255 && at % 4 !== 3)) return false;
  }
  return true;
}

const CENTRAL_ENTRY = 0x02014b50;

/** The files in a ZIP archive, as text. */
export function unzipped(archive: Uint8Array): Map<string, string> {
  const bytes = Buffer.from(archive);
  const files = new Map<string, string>();
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006'));
  let at = bytes.readUInt32LE(end + 16);
  while (bytes.readUInt32LE(at) === CENTRAL_ENTRY) {
    const [method, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20)];
    const [nameLength, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
    const local = bytes.readUInt32LE(at + 42);
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const content = bytes.subarray(start, start + size);
    const name = bytes.toString('utf8', at + 46, at + 46 + (nameLength ?? 0));
    files.set(name, (method === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + (nameLength ?? 0) + (extra ?? 0) + (comment ?? 0);
  }
  return files;
}

/** The rows of a CSV file, the mark at its beginning left out. */
export function readCsv(file: Uint8Array): (readonly string[])[] {
  const reader = new CsvReader();
  const text = Buffer.from(file)
    .toString('utf8')
    .replace(/^\uFEFF/, '');
  return [...reader.push(text), ...reader.end()].map(({ values, problem }) => {
    if (problem !== undefined) throw new Error(problem);
    return values;
  });
}
