import sharp from 'sharp';
import { pagesOf } from '../../../../../test/support/qr-reader.js';
import type { Ticket } from '../ticket.js';
import { ticketsPdf } from './ticket-pdf.js';

const TICKET: Ticket = {
  id: 1,
  code: 'ABCDEFGHJKLMNPQR',
  status: 'valid',
  orderId: 1042,
  lineId: 2041,
  screeningId: 12,
  seat: { id: 34, row: 'B', number: 4, category: 'standard' },
  holderId: 17,
  holderEmail: null,
  sellerId: null,
  price: 1250,
  currency: 'usd',
  audience: 'adult',
  isInside: false,
  checkedInAt: null,
  checkedInBy: null,
  transferredAt: null,
  refundedAt: null,
  createdAt: new Date('2026-11-20T09:00:00Z'),
  screening: {
    id: 12,
    status: 'scheduled',
    startsAt: new Date('2026-11-21T17:30:00Z'),
    endsAt: new Date('2026-11-21T20:20:00Z'),
    salesStart: null,
    salesEnd: null,
    basePrice: 1250,
    language: 'en',
    subtitles: null,
    format: '2D',
    hall: { id: 3, name: 'Hall 1', type: 'standard', capacity: 24, layoutVersion: 1 },
    cinema: { id: 2, name: 'Жовтень', address: 'вул. Костянтинівська, 26, Київ', timeZone: 'Europe/Kyiv' },
    movie: { id: 1, uuid: '', name: 'Тіні забутих предків', year: 1965, minAge: null, poster: null },
  },
};
const QR = `OC1.2026a.${TICKET.code}.12.34.1763757000.${'x'.repeat(86)}`;

describe('A printed ticket', () => {
  it('shows where and when, in the letters of the place, and a QR that a reader finds', async () => {
    const [page, ...others] = await pagesOf(
      await ticketsPdf([{ ticket: TICKET, qr: QR, poster: undefined }]),
    );

    expect(others).toEqual([]);
    expect(page?.qr).toBe(QR);
    for (const words of [
      'Тіні забутих предків (1965)',
      'Жовтень',
      'Костянтинівська',
      'Saturday, 21 November 2026',
      '19:30 (Europe/Kyiv, UTC+2)',
      'Hall 1',
      'ABCD-EFGH',
      '12.50 USD, adult',
      '1042',
    ]) {
      expect(page?.text.replace(/\s+/g, ' ')).toContain(words);
    }
  });

  it('has a page for each seat, and shows the poster where there is one', async () => {
    const paper = { create: { width: 342, height: 513, channels: 3 as const, background: '#ff0000' } };
    const poster = await sharp(paper).jpeg().toBuffer();
    const printed = ['a', 'b', 'c'].map((sign) => ({ ticket: TICKET, qr: QR + sign, poster }));
    const pdf = await ticketsPdf(printed);

    expect((await pagesOf(pdf)).map(({ qr }) => qr)).toEqual(printed.map(({ qr }) => qr));
    expect(pdf.length).toBeGreaterThan(
      (await ticketsPdf([{ ticket: TICKET, qr: QR, poster: undefined }])).length,
    );
    const [shown] = await pagesOf(pdf, 1);
    const middle = 4 * ((shown?.width ?? 0) * 130 + 60);
    const [red = 0, , blue = 0] = shown?.pixels.subarray(middle, middle + 3) ?? [];
    expect(red - blue).toBeGreaterThan(200);
  });

  it('stays on its page however long the names are', async () => {
    const long =
      'The Assassination of Jesse James by the Coward Robert Ford and Everything That Came of It '.repeat(3);
    const { screening } = TICKET;
    const ticket = {
      ...TICKET,
      screening: {
        ...screening,
        movie: { ...screening.movie, name: long },
        cinema: { ...screening.cinema, name: long.slice(0, 120), address: long.slice(0, 300) },
        hall: { ...screening.hall, name: long.slice(0, 60) },
      },
    };
    const pages = await pagesOf(await ticketsPdf([{ ticket, qr: QR, poster: undefined }]));

    expect(pages.map(({ qr }) => qr)).toEqual([QR]);
  });
});
