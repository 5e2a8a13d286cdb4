import { LEADING, FAINT, type Point, RULE, type Stroke, type TextStyle } from './page-style.js';
import { cut, type Measure } from './wrapping.js';
import { inVisualOrder } from './visual-order.js';

/** What is said at the top and at the bottom of each page. */
export interface Margins {
  readonly title: string;
  readonly period: string;
  readonly madeAt: string;
}

const MARGIN_SIDE = 40;
const MARGIN_TOP = 54;
const MARGIN_BOTTOM = 46;
const A4 = [595, 842] as const;
/** What lies between title and days at least. */
const BETWEEN_MARGINS = 20;
const MARGIN_STYLE: TextStyle = { font: 'regular', size: 7.5, color: FAINT };

/** Characters whose widths add up: no font moves digits closer together. */
const NUMERIC = /^[\d.,%\u2212-]*$/;

/**
 * The pages of a report. A draft counts its pages and draws nothing, so that each page can be written, and forgotten, with the number
 * of all.
 */
export class Sheet {
  readonly left = MARGIN_SIDE;
  readonly width: number;
  /** Where what comes next begins. */
  y = 0;
  page = 0;
  private readonly height: number;
  private readonly widths = new Map<string, Map<string, number>>();

  /** @param pages how many there are; a draft where nobody knows yet */
  constructor(
    private readonly pdf: PDFKit.PDFDocument,
    private readonly margins: Margins,
    isWide: boolean,
    private readonly pages: number | undefined,
  ) {
    const [short, long] = A4;
    this.width = (isWide ? long : short) - 2 * MARGIN_SIDE;
    this.height = isWide ? short : long;
  }

  get right(): number {
    return this.left + this.width;
  }

  /** What is left of the page. */
  get room(): number {
    return this.height - MARGIN_BOTTOM - this.y;
  }

  /** What an empty page has. */
  get fullRoom(): number {
    return this.height - MARGIN_BOTTOM - MARGIN_TOP;
  }

  turn(): void {
    this.page += 1;
    this.y = MARGIN_TOP;
    if (this.pages === undefined) return;
    this.pdf.addPage({ size: [this.width + 2 * MARGIN_SIDE, this.height], margin: 0 });
    this.drawMargins(this.pages);
  }

  /** An entry in the list of contents that readers show beside the pages. */
  bookmark(title: string): void {
    if (this.pages !== undefined) this.pdf.outline.addItem(title);
  }

  measure({ font, size }: TextStyle): Measure {
    return (text) => {
      if (!NUMERIC.test(text)) return this.widthOf(text, font, size);
      let width = 0;
      for (const sign of text) width += this.widthOfSign(sign, font);
      return width * size;
    };
  }

  /** One line of text. */
  write(text: string, [x, y]: Point, style: TextStyle, align: 'left' | 'center' | 'right' = 'left'): void {
    if (this.pages === undefined || text === '') return;
    const shift = align === 'left' ? 0 : this.measure(style)(text) / (align === 'right' ? 1 : 2);
    this.pdf.font(style.font).fontSize(style.size).fillColor(style.color);
    let from = x - shift;
    for (const piece of inVisualOrder(text)) {
      this.pdf.text(piece, from, y, { lineBreak: false });
      from += this.pdf.widthOfString(`${piece} `);
    }
  }

  fill([x, y]: Point, width: number, height: number, color: string): void {
    if (this.pages !== undefined) this.pdf.rect(x, y, width, height).fill(color);
  }

  line(points: readonly Point[], { color, width, dash }: Stroke): void {
    if (this.pages === undefined) return;
    const [first, ...others] = points;
    if (!first) return;
    this.pdf.moveTo(...first);
    for (const point of others) this.pdf.lineTo(...point);
    this.pdf.lineWidth(width).lineJoin('round');
    if (dash) this.pdf.dash(dash[0] ?? 1, { space: dash[1] ?? 1 });
    this.pdf.stroke(color);
    if (dash) this.pdf.undash();
  }

  private drawMargins(pages: number): void {
    const { title, period, madeAt } = this.margins;
    const foot = this.height - MARGIN_BOTTOM + 16;
    this.write(`Made ${madeAt}`, [this.left, foot], MARGIN_STYLE);
    this.write(`Page ${this.page} of ${pages}`, [this.right, foot], MARGIN_STYLE, 'right');
    if (this.page === 1) return;
    const head = MARGIN_TOP - 26;
    const measure = this.measure(MARGIN_STYLE);
    const room = this.width - measure(period) - BETWEEN_MARGINS;
    this.write(cut(title, room, measure), [this.left, head], MARGIN_STYLE);
    this.write(period, [this.right, head], MARGIN_STYLE, 'right');
    const under = head + MARGIN_STYLE.size * LEADING + 4;
    this.line(
      [
        [this.left, under],
        [this.right, under],
      ],
      { color: RULE, width: 0.5 },
    );
  }

  private widthOf(text: string, font: TextStyle['font'], size: number): number {
    this.pdf.font(font).fontSize(size);
    return this.pdf.widthOfString(text);
  }

  /** For size 1. */
  private widthOfSign(sign: string, font: TextStyle['font']): number {
    const known = this.widths.get(font) ?? new Map<string, number>();
    this.widths.set(font, known);
    const width = known.get(sign) ?? this.widthOf(sign, font, 1);
    known.set(sign, width);
    return width;
  }
}
