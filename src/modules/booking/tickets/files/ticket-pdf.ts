import { buffer } from 'node:stream/consumers';
import PDFDocument from 'pdfkit';
import { decimalOf } from '../../../../platform/money/index.js';
import { groupedCode } from '../ticket-code.js';
import type { Ticket } from '../ticket.js';
import { dayInWords, filmInWords, timeInWords } from '../ticket-words.js';
import { ticketFonts } from './ticket-fonts.js';
import { type QrSquares, qrSquares } from './ticket-picture.js';

/** A ticket with what stands on its page besides its facts. */
export interface PrintedTicket {
  readonly ticket: Ticket;
  /** The text of its QR. */
  readonly qr: string;
  /** JPEG. */
  readonly poster: Buffer | undefined;
}

type Page = PDFKit.PDFDocument;

/** A rectangle of a page, in points from its upper left corner. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A page is an A6: it fills an A4 when it is enlarged, and four go on one. */
const TITLE: Box = { x: 20, y: 18, width: 258, height: 44 };
const POSTER: Box = { x: 20, y: 70, width: 80, height: 120 };
const PLACE: Box = { x: 110, y: 70, width: 168, height: 52 };
const TIME: Box = { x: 110, y: 126, width: 168, height: 64 };
const SEAT: Box = { x: 20, y: 198, width: 258, height: 36 };
const QR: Box = { x: 20, y: 246, width: 152, height: 152 };
const FACTS: Box = { x: 186, y: 248, width: 92, height: 148 };
const INK = '#111111';
const FAINT = '#555555';
const LABEL_SIZE = 7;

/** Tickets as PDF, a page for each. */
export async function ticketsPdf(tickets: readonly PrintedTicket[]): Promise<Buffer> {
  const fonts = await ticketFonts();
  const page = new PDFDocument({ size: 'A6', margin: 0, autoFirstPage: false });
  page.registerFont('regular', fonts.regular).registerFont('bold', fonts.bold);
  page.info.Title = tickets.length === 1 ? 'Ticket' : 'Tickets';
  page.info.Creator = 'Online Cinema';
  for (const ticket of tickets) draw(page.addPage(), ticket);
  page.end();
  return buffer(page);
}

function draw(page: Page, { ticket, qr, poster }: PrintedTicket): void {
  const { screening, seat } = ticket;
  const { cinema, hall, movie } = screening;
  page.fillColor(INK);
  write(page, TITLE, 'bold', filmInWords(movie), 18);
  if (poster) page.image(poster, POSTER.x, POSTER.y, { fit: [POSTER.width, POSTER.height] });
  // Without a poster the words take its room.
  const room = poster ? {} : { x: TITLE.x, width: TITLE.width };
  const [place, time] = [
    { ...PLACE, ...room },
    { ...TIME, ...room },
  ];
  write(page, { ...place, height: 18 }, 'bold', cinema.name, 12);
  page.fillColor(FAINT);
  write(page, { ...place, y: place.y + 19, height: place.height - 19 }, 'regular', cinema.address, 9);
  page.fillColor(INK);
  write(page, { ...time, height: 28 }, 'regular', dayInWords(screening), 11);
  write(page, { ...time, y: time.y + 30, height: 30 }, 'bold', timeInWords(screening), 12);
  const third = SEAT.width / 3;
  const facts = [
    ['Hall', hall.name],
    ['Row', seat.row],
    ['Seat', String(seat.number)],
  ] as const;
  for (const [at, [label, value]] of facts.entries()) {
    labelled(page, { ...SEAT, x: SEAT.x + at * third, width: third - 8 }, label, value, 18);
  }
  drawQr(page, qrSquares(qr));
  drawFacts(page, ticket);
}

function drawFacts(page: Page, { code, orderId, price, currency, audience, screening }: Ticket): void {
  const version = [
    screening.format,
    screening.language,
    screening.subtitles && `sub. ${screening.subtitles}`,
  ];
  const lines = [
    ['Code', groupedCode(code).replace(/^(.{9})-/, '$1\n')],
    ['Price', `${decimalOf(price)} ${currency.toUpperCase()}, ${audience}`],
    ['Order', String(orderId)],
    ['Version', version.filter(Boolean).join(', ')],
  ] as const;
  const height = FACTS.height / lines.length;
  for (const [at, [label, value]] of lines.entries()) {
    labelled(page, { ...FACTS, y: FACTS.y + at * height, height: height - 4 }, label, value, 11);
  }
}

/** Squares that touch are drawn as one, so that no printer leaves hairlines between them. */
function drawQr(page: Page, squares: QrSquares): void {
  const side = QR.width / squares.size;
  page.fillColor('#000000');
  for (let row = 0; row < squares.size; row += 1) {
    for (let column = 0; column < squares.size; column += 1) {
      const start = column;
      while (column < squares.size && squares.isDark(row, column)) column += 1;
      if (column > start) page.rect(QR.x + start * side, QR.y + row * side, (column - start) * side, side);
    }
  }
  page.fill();
}

function labelled(
  page: Page,
  { x, y, width, height }: Box,
  label: string,
  value: string,
  size: number,
): void {
  const head = LABEL_SIZE + 3;
  page.fillColor(FAINT);
  write(page, { x, y, width, height: head }, 'regular', label, LABEL_SIZE);
  page.fillColor(INK);
  write(page, { x, y: y + head, width, height: height - head }, 'bold', value, size);
}

/** Writes a text as large as it fits, and cuts what does not fit at 6 points. */
function write(
  page: Page,
  { x, y, width, height }: Box,
  font: 'regular' | 'bold',
  text: string,
  size: number,
): void {
  page.font(font);
  let fitting = size;
  while (fitting > 6 && page.fontSize(fitting).heightOfString(text, { width }) > height) fitting -= 0.5;
  page.fontSize(fitting).text(text, x, y, { width, height, ellipsis: true });
}
