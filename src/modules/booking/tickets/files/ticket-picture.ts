import qrcode from 'qrcode';
import sharp from 'sharp';

/** Fifteen parts of a hundred may be dirty or bent; the white frame is as wide as readers need it. */
const OPTIONS = { errorCorrectionLevel: 'M', margin: 4 } as const;
/** Points for each square. */
const SCALE = 8;

/** A QR as black and white squares, without its frame. */
export interface QrSquares {
  readonly size: number;
  isDark(row: number, column: number): boolean;
}

export function qrSquares(text: string): QrSquares {
  const { modules } = qrcode.create(text, OPTIONS);
  return { size: modules.size, isDark: (row, column) => modules.get(row, column) === 1 };
}

export async function qrPng(text: string): Promise<Buffer> {
  const qr = qrSquares(text);
  const side = qr.size + 2 * OPTIONS.margin;
  const squares = Buffer.alloc(side * side, 255);
  for (let row = 0; row < qr.size; row += 1) {
    for (let column = 0; column < qr.size; column += 1) {
      if (qr.isDark(row, column)) squares[(row + OPTIONS.margin) * side + column + OPTIONS.margin] = 0;
    }
  }
  return sharp(squares, { raw: { width: side, height: side, channels: 1 } })
    .resize(side * SCALE, side * SCALE, { kernel: 'nearest' })
    .png({ palette: true, colours: 2 })
    .toBuffer();
}

export async function qrSvg(text: string): Promise<string> {
  return qrcode.toString(text, { ...OPTIONS, type: 'svg' });
}
