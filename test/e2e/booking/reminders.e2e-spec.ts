import { TicketRemindersTask } from '../../../src/modules/booking/reminders/ticket-reminders.task.js';
import { cancelScreening, letBeginIn } from '../../support/booking.js';
import { eventually } from '../../support/eventually.js';
import { aCustomer, type Customer, expectInvariants, openShop, type Shop } from '../../support/shop.js';
import { aCinema, aHall, aScreening, type TestScreening } from '../../support/theatre.js';
import { someTickets } from '../../support/tickets.js';

interface Told {
  readonly kind: string;
  readonly title: string;
  readonly body: string;
}

let shop: Shop;
let customer: Customer;
let screening: TestScreening;
beforeAll(async () => {
  shop = await openShop();
});
beforeEach(async () => {
  customer = await aCustomer(shop);
  const cinema = await aCinema(shop.app, { timeZone: 'Asia/Kolkata', address: 'Church Street 1' });
  screening = await aScreening(shop.app, { hall: await aHall(shop.app, { cinema }) });
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const remind = (): Promise<string> => shop.app.get(TicketRemindersTask).run();
const delivered = (): Promise<void> =>
  eventually(async () =>
    expect(
      await shop.app.database.query(
        `SELECT name FROM outbox WHERE delivered_at IS NULL AND name <> 'send-mail'`,
      ),
    ).toEqual([]),
  );
const told = async ({ client }: Customer, kind: string): Promise<Told[]> => {
  await delivered();
  const { body } = await client.get('/notifications').expect(200);
  return (body as { items: Told[] }).items.filter((item) => item.kind === kind);
};
const reminders = (to: Customer): Promise<Told[]> => told(to, 'ticket-reminder');

describe('Whoever has tickets', () => {
  it('is reminded two hours before the start: when it is there, where, and which seats', async () => {
    await someTickets(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 125);
    await remind();
    expect(await reminders(customer)).toEqual([]);

    await letBeginIn(shop, screening, 119);
    await remind();

    const [row] = await shop.app.database.query<{ time: string }>(
      `SELECT to_char(starts_at AT TIME ZONE 'Asia/Kolkata', 'HH24:MI') AS time FROM screenings WHERE id = $1`,
      [screening.id],
    );
    expect(await reminders(customer)).toMatchObject([
      {
        title: expect.stringMatching(new RegExp(`^Shown film .* begins at ${row?.time}$`)) as string,
        body: expect.stringMatching(
          /, Church Street 1, .* Your seats: row B, seat 3; row B, seat 4\.$/,
        ) as string,
      },
    ]);
  });

  it('is reminded once, by however many processes, and anew when the screening was moved', async () => {
    await someTickets(customer, screening, 'B3 B4');
    await letBeginIn(shop, screening, 60);
    await Promise.all([remind(), remind(), remind()]);
    await remind();
    const rows = (): Promise<unknown[]> =>
      shop.app.database.query('SELECT 1 FROM ticket_reminders WHERE screening_id = $1', [screening.id]);
    expect(await rows()).toHaveLength(1);
    expect(await reminders(customer)).toHaveLength(1);
    await customer.client.post('/notifications/read').send({}).expect(200);

    await letBeginIn(shop, screening, 90);
    await remind();

    expect(await rows()).toHaveLength(2);
    expect(await reminders(customer)).toHaveLength(2);
  });

  it('is reminded when it was passed on to them; who passed it on is not', async () => {
    const friend = await aCustomer(shop);
    const [ticket] = await someTickets(customer, screening, 'B3');
    const to = { email: friend.email };
    await customer.client
      .post(`/tickets/${ticket?.code ?? ''}/transfer`)
      .send(to)
      .expect(200);
    await letBeginIn(shop, screening, 60);
    await remind();

    expect(await reminders(friend)).toHaveLength(1);
    expect(await reminders(customer)).toEqual([]);
  });

  it('is not reminded of what was given back, has begun, or does not take place', async () => {
    const other = await aScreening(shop.app);
    const third = await aScreening(shop.app);
    const [ticket] = await someTickets(customer, screening, 'B3');
    await someTickets(customer, other, 'B3');
    await someTickets(customer, third, 'B3');
    await customer.client.post(`/orders/${ticket?.order_id}/refund`).send({}).expect(200);
    await letBeginIn(shop, screening, 60);
    await letBeginIn(shop, other, -1);
    await letBeginIn(shop, third, 60);
    await cancelScreening(shop, third);
    await remind();

    expect(await reminders(customer)).toEqual([]);
  });

  it('is not told to come any more when the screening is canceled afterwards', async () => {
    await someTickets(customer, screening, 'B3');
    await letBeginIn(shop, screening, 60);
    await remind();
    expect(await reminders(customer)).toHaveLength(1);
    await cancelScreening(shop, screening);

    await eventually(async () => expect(await reminders(customer)).toEqual([]));
    expect(await told(customer, 'screening-canceled')).toHaveLength(1);
  });

  it('is told when it is shown in another language', async () => {
    const friend = await aCustomer(shop);
    const [ticket] = await someTickets(customer, screening, 'B3');
    await someTickets(customer, screening, 'B4');
    const to = { email: friend.email };
    await customer.client
      .post(`/tickets/${ticket?.code ?? ''}/transfer`)
      .send(to)
      .expect(200);
    await shop.app
      .as('moderator')
      .patch(`/screenings/${screening.id}`)
      .send({ base_price: '15.00' })
      .expect(200);
    expect(await told(customer, 'screening-changed')).toEqual([]);
    const change = { language: 'de', subtitles: 'uk' };
    await shop.app.as('moderator').patch(`/screenings/${screening.id}`).send(change).expect(200);

    for (const holder of [customer, friend])
      expect(await told(holder, 'screening-changed')).toMatchObject([
        {
          title: expect.stringMatching(/^Shown film .* has changed$/) as string,
          body: expect.stringContaining('Language: German. Subtitles: Ukrainian.') as string,
        },
      ]);
  });
});

it('Nobody is reminded where that is turned off', async () => {
  const quiet = await openShop({ environment: { REMINDER_MINUTES: '0' } });
  try {
    const buyer = await aCustomer(quiet);
    const shown = await aScreening(quiet.app);
    await someTickets(buyer, shown, 'B3');
    await letBeginIn(quiet, shown, 60);

    expect(await quiet.app.get(TicketRemindersTask).run()).toBe('reminded 0 people');
  } finally {
    await quiet.close();
  }
});
