import { aPaidSeatOrder, letBeginIn } from '../../support/booking.js';
import { aMovie } from '../../support/factories.js';
import { startMailbox, type ReceivedMail, type TestMailbox } from '../../support/mailbox.js';
import { aPoster } from '../../support/posters.js';
import { pagesOf, qrOf, qrOfSvg } from '../../support/qr-reader.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aCinema, aHall, aScreening, type TestScreening } from '../../support/theatre.js';
import { aTicket, scan } from '../../support/tickets.js';

let mailbox: TestMailbox;
let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  mailbox = await startMailbox();
  shop = await openShop({ environment: { SMTP_URL: mailbox.smtpUrl } });
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  screening = await aScreening(shop.app);
});
afterEach(() => expectInvariants(shop));
afterAll(async () => {
  await shop.close();
  await mailbox.stop();
});

const fileOf = async (code: string, ending: string) =>
  customer.client.get(`/tickets/${code}${ending}`).responseType('blob').expect(200);
/** The lines of a calendar, unfolded, by what stands before their first colon or semicolon. */
const calendarLines = (text: string): Map<string, string> =>
  new Map(
    text
      .replace(/\r?\n[ \t]/g, '')
      .split(/\r?\n/)
      .map((line) => /^([A-Z-]+)(?:;[^:]*)?:(.*)$/.exec(line))
      .filter((match) => match !== null)
      .map(([, name = '', value = '']) => [name, value]),
  );
/** The files of a mail, by their names. */
const filesOf = async ({ id }: ReceivedMail): Promise<Map<string, Buffer>> => {
  const detail = await (await fetch(`${mailbox.url}/api/v1/message/${id}`)).json();
  const files = new Map<string, Buffer>();
  for (const { FileName, PartID } of (detail as { Attachments: { FileName: string; PartID: string }[] })
    .Attachments) {
    const file = await fetch(`${mailbox.url}/api/v1/message/${id}/part/${PartID}`);
    files.set(FileName, Buffer.from(await file.arrayBuffer()));
  }
  return files;
};

describe('The files of a ticket', () => {
  it.each(['.png', '.svg'])('have the QR as a picture (%s), which checks in once', async (ending) => {
    const { code, qr } = await aTicket(customer, screening);
    await letBeginIn(shop, screening, 20);
    const { body, headers } = await fileOf(code, `/qr${ending}`);

    const decoded = ending === '.svg' ? qrOfSvg(body.toString('utf8')) : await qrOf(body);
    expect(decoded?.split('.').slice(0, 5)).toEqual(qr.split('.').slice(0, 5));
    expect(headers).toMatchObject({
      'content-type': ending === '.png' ? 'image/png' : 'image/svg+xml',
      'cache-control': 'private, no-store',
      'content-disposition': `inline; filename="ticket-${code}${ending}"`,
    });
    await scan(shop, { qr: decoded }).expect(200);
    await scan(shop, { qr: decoded }).expect(409);
  });

  it('have a page to print, whose QR is found on it and checks in once', async () => {
    const cinema = await aCinema(shop.app, {
      name: 'Кінотеатр «Жовтень»',
      address: 'вул. Костянтинівська, 26, Київ',
      timeZone: 'Europe/Kyiv',
    });
    const movie = await aMovie(shop.app, { name: 'Ο Θίασος', year: 1975 });
    await aPoster(shop.app, movie);
    const hall = await aHall(shop.app, { cinema });
    const shown = await aScreening(shop.app, {
      hall,
      movie,
      startsAt: new Date(Date.now() + 30 * 3_600_000),
    });
    const { code, order_id } = await aTicket(customer, shown);
    await letBeginIn(shop, shown, 20);

    const { body, headers } = await fileOf(code, '.pdf');
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `inline; filename="ticket-${code}.pdf"`,
      'cache-control': 'private, no-store',
    });
    const pages = await pagesOf(body);
    expect(pages).toHaveLength(1);
    const text = pages[0]?.text.replace(/\s+/g, ' ') ?? '';
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Europe/Kyiv' });
    for (const words of [
      'Ο Θίασος (1975)',
      'Кінотеатр «Жовтень»',
      'вул. Костянтинівська, 26, Київ',
      `${clock.format(Date.now() + 20 * 60_000)} (Europe/Kyiv, UTC+`,
      hall.name,
      code.slice(0, 4),
      '12.00 USD',
      String(order_id),
    ]) {
      expect(text).toContain(words);
    }
    expect((await fileOf(code, '.pdf')).body.length).toBeGreaterThan(5_000);
    await scan(shop, { qr: pages[0]?.qr, screening_id: shown.id }).expect(200);
    await scan(shop, { qr: pages[0]?.qr, screening_id: shown.id }).expect(409);
    await shop.app.as('cashier').get(`/tickets/${code}.pdf`).expect(200);
  });

  it('print without a poster, too, where its file is gone', async () => {
    const movie = await aMovie(shop.app);
    await aPoster(shop.app, movie);
    const { code } = await aTicket(customer, await aScreening(shop.app, { movie }));
    const whole = (await fileOf(code, '.pdf')).body.length;
    await shop.app.database.query(`UPDATE movies SET poster = $2 WHERE uuid = $1`, [
      movie.uuid,
      `posters/00/${'0'.repeat(32)}`,
    ]);

    const { body } = await fileOf(code, '.pdf');
    expect(body.length).toBeLessThan(whole);
    expect((await pagesOf(body))[0]?.qr).toContain(code);
  });

  it('have an entry for calendars, at the right moment, with a reminder', async () => {
    const { code } = await aTicket(customer, screening);
    const { body, headers } = await fileOf(code, '.ics');

    const lines = calendarLines(body.toString('utf8'));
    const utc = (moment: Date): string => moment.toISOString().replace(/[-:]|\.\d{3}/g, '');
    expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
    expect(headers['content-disposition']).toBe(`attachment; filename="ticket-${code}.ics"`);
    expect(Object.fromEntries(lines)).toMatchObject({
      VERSION: '2.0',
      UID: `ticket-${code}@127.0.0.1`,
      DTSTART: utc(screening.startsAt),
      DTEND: utc(screening.endsAt),
      LOCATION: expect.stringContaining(screening.hall.cinema.name),
      TRIGGER: '-PT1H',
      ACTION: 'DISPLAY',
    });
    expect(lines.get('DESCRIPTION')).toBeDefined();
    expect(body.toString('utf8')).toContain('row B');
    expect(calendarLines((await fileOf(code, '.ics')).body.toString('utf8')).get('UID')).toBe(
      lines.get('UID'),
    );
  });
});

describe('The mail with the tickets', () => {
  it('comes once, says where and when, and has every ticket attached, whose QR checks in', async () => {
    const order = await aPaidSeatOrder(customer, screening, 'B3 B4');
    const mail = await mailbox.waitFor(customer.email, { subject: `Your tickets (order ${order.id})` });

    const { hall } = screening;
    for (const words of [hall.name, hall.cinema.name, 'Europe/Berlin', 'row B, seat 3', 'row B, seat 4']) {
      expect(mail.text).toContain(words);
    }
    expect(mail.text).toContain('until 60 minutes before the screening begins');
    const codes = order.lines.map(({ ticket_code: code }) => code ?? '');
    expect(mail.links).toEqual(codes.map((code) => `${shop.url}/app/tickets/${code}`));
    const files = await filesOf(mail);
    expect([...files.keys()]).toEqual([`tickets-${order.id}.pdf`, `screening-${screening.id}.ics`]);
    const pages = await pagesOf(files.get(`tickets-${order.id}.pdf`) ?? Buffer.alloc(0));
    expect(pages.map(({ qr }) => qr?.split('.')[2])).toEqual(codes);
    await letBeginIn(shop, screening, 20);
    for (const { qr } of pages) await scan(shop, { qr }).expect(200);
    const lines = calendarLines(files.get(`screening-${screening.id}.ics`)?.toString('utf8') ?? '');
    expect(lines.get('UID')).toBe(`ticket-${codes[0] ?? ''}@127.0.0.1`);

    expect(await mailbox.all(customer.email)).toHaveLength(2);
    const waiting = await shop.app.database.query(
      `SELECT 1 FROM outbox WHERE name = 'send-mail' AND payload::text LIKE '%' || $1 || '%'`,
      [codes[0]],
    );
    expect(waiting).toEqual([]);
  });
});
