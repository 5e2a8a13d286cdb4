import qrcode from 'qrcode';

/** Fifteen parts of a hundred may be dirty or bent; the white frame is as wide as readers need it. */
const OPTIONS = { errorCorrectionLevel: 'M', margin: 4 } as const;

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
  return qrcode.toBuffer(text, { ...OPTIONS, type: 'png', scale: 8 });
}

export async function qrSvg(text: string): Promise<string> {
  return qrcode.toString(text, { ...OPTIONS, type: 'svg' });
}
