import { aPaidSeatOrder, cancelScreening, letBeginIn } from '../../support/booking.js';
import { aMovie } from '../../support/factories.js';
import { qrOf } from '../../support/qr-reader.js';
import { expectInvariants } from '../../support/shop.js';
import { aChatter, ask, aTgId, type BotShop, type Chatter, openBotShop } from '../../support/telegram.js';
import { aCinema, aHall, aScreening } from '../../support/theatre.js';
import { aTicket, scan } from '../../support/tickets.js';

const HOUR = 3_600_000;
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR);

let shop: BotShop;
let ada: Chatter;
beforeAll(async () => {
  shop = await openBotShop();
});
beforeEach(async () => {
  ada = await aChatter(shop);
});
afterEach(() => expectInvariants(shop));
afterAll(() => shop.close());

const favor = (uuid: string) => ada.client.put(`/movies/${uuid}/favorite`).expect(200);
const textsOf = (said: readonly { readonly text: string }[]): string[] => said.map(({ text }) => text);

describe('The bot', () => {
  it('shows the coming tickets, the next one first, each with a QR that opens the door', async () => {
    const cinema = await aCinema(shop.app, { name: 'Kino <Eins>', timeZone: 'Europe/Kyiv' });
    const hall = await aHall(shop.app, { cinema, name: 'Saal & 1' });
    const movie = await aMovie(shop.app, { name: 'Heat & <b>Dust</b>', year: 1983 });
    const late = await aScreening(shop.app, { hall, movie, startsAt: new Date('2027-03-02T16:30:00Z') });
    const soon = await aScreening(shop.app, { startsAt: inHours(30) });
    const second = await aTicket(ada, late, 'B3');
    const first = await aTicket(ada, soon, 'A1');

    const said = await ask(shop, ada.tgId, '/tickets', { answers: 2 });

    expect(said[1]?.text.replaceAll('\u200b', '')).toBe(
      `Heat & <b>Dust</b> (1983)\nTuesday, 2 March 2027, 18:30\nKino <Eins>, Hauptstraße 1, Berlin\nSaal & 1, row B, seat 3\n${second.code}`,
    );
    const pictures = await Promise.all(said.map((message) => shop.telegram.picture(message)));
    expect(await Promise.all(pictures.map((picture) => qrOf(picture)))).toEqual([first.qr, second.qr]);
    await letBeginIn(shop, soon, 20);
    await scan(shop, { qr: await qrOf(pictures[0] ?? Buffer.alloc(0)) }).expect(200);
  });

  it('shows ten tickets at most, says how many more there are, and those of nobody else', async () => {
    const hall = await aHall(shop.app, { rows: 3, perRow: 8 });
    const screening = await aScreening(shop.app, { hall });
    await aPaidSeatOrder(ada, screening, 'A1 A2 A3 A4 A5 A6 A7 A8');
    await aPaidSeatOrder(ada, screening, 'B1 B2 B3 B4');
    const bob = await aChatter(shop);

    const said = await ask(shop, ada.tgId, '/tickets', { answers: 11 });
    expect(said.filter(({ photo }) => photo !== null)).toHaveLength(10);
    expect(said[10]?.text).toBe('… and 2 more. See all of them in the app.');
    expect(textsOf(await ask(shop, bob.tgId, '/tickets'))).toEqual(['You have no coming tickets.']);
  });

  it('shows when favourite films are on near the home cinema, within seven days', async () => {
    const [home, near, far] = [await aCinema(shop.app), await aCinema(shop.app), await aCinema(shop.app)];
    await shop.app.database.query(
      `UPDATE cinemas c SET latitude = p.latitude, longitude = p.longitude
       FROM (VALUES ($1::int, 52.52, 13.405), ($2, 52.4, 13.07), ($3, 53.55, 9.99)) p (id, latitude, longitude)
       WHERE c.id = p.id`,
      [home.id, near.id, far.id],
    );
    const [loved, other] = [await aMovie(shop.app, { name: 'Loved' }), await aMovie(shop.app)];
    await favor(loved.uuid);
    const show = async (cinema: typeof home, hours: number, movie = loved) =>
      aScreening(shop.app, { hall: await aHall(shop.app, { cinema }), movie, startsAt: inHours(hours) });
    const canceled = await show(home, 20);
    await show(near, 30);
    await show(home, 40);
    await show(far, 50);
    await show(home, 60, other);
    await show(home, 24 * 7 + 1);
    await show(home, -1);
    await cancelScreening(shop, canceled);
    const places = async (): Promise<string[]> => {
      const [answer] = await ask(shop, ada.tgId, '/next');
      return [...(answer?.text.matchAll(/· (.+?), /g) ?? [])].map(([, place]) => place ?? '');
    };

    expect(await places()).toEqual([near.name, home.name, far.name]);
    await shop.app.database.query('INSERT INTO notification_settings (user_id, cinema_id) VALUES ($1, $2)', [
      ada.id,
      home.id,
    ]);
    expect(await places()).toEqual([near.name, home.name]);
  });

  it('says so where there are no favourites, none of them is on, or no cinema was chosen', async () => {
    const movie = await aMovie(shop.app);
    expect(textsOf(await ask(shop, ada.tgId, '/next'))[0]).toContain('no favourite films yet');
    await favor(movie.uuid);
    expect(textsOf(await ask(shop, ada.tgId, '/next'))[0]).toContain('None of your favourite films');
    await aScreening(shop.app, { movie });
    expect(textsOf(await ask(shop, ada.tgId, '/next'))[0]).toContain('not chosen a cinema');
  });

  it('speaks the language of the app, or the one that was chosen', async () => {
    const olena = await aChatter(shop, { language_code: 'uk-UA' });
    expect(textsOf(await ask(shop, olena.tgId, '/tickets'))).toEqual(['У вас немає майбутніх квитків.']);
    expect(textsOf(await ask(shop, olena.tgId, '/language'))[0]).toContain('/language_en');
    expect(textsOf(await ask(shop, olena.tgId, '/language_en'))).toEqual(['I speak English from now on.']);
    expect(textsOf(await ask(shop, olena.tgId, '/tickets'))).toEqual(['You have no coming tickets.']);
    expect(textsOf(await ask(shop, olena.tgId, '/language xx'))[0]).toContain('I speak English.');
    const stranger = await ask(shop, aTgId(), '/start', { language_code: 'uk' });
    expect(stranger[0]?.text).toContain('Вітаю');
  });

  it.each(['hello', '/unknown', '/start', '/', '🎬', '/help now please', '<b>'])(
    'says what it can do when it is told %j',
    async (text) => {
      expect(textsOf(await ask(shop, ada.tgId, text))[0]).toContain('What I can do for you');
    },
  );

  it('shows titles as they are, whatever markup, commands or addresses they hold', async () => {
    const name = '</b><a href="https://evil.example">x</a> &lt; /stop @evil https://evil.example';
    const movie = await aMovie(shop.app, { name });
    await aScreening(shop.app, { movie });
    await favor(movie.uuid);

    const [answer] = await ask(shop, ada.tgId, '/next');

    expect(answer?.text.replaceAll('\u200b', '')).toContain(name.slice(0, 70));
    expect(answer?.text).not.toMatch(/https:\/\/|\s\/stop|\s@evil/);
    expect(new Set(answer?.entities.map(({ type }) => type))).toEqual(new Set(['bold', 'italic']));
    expect((await ada.client.get('/telegram/link')).body.linked).toBe(true);
  });

  it('does nothing for those whose account is closed, but lets them go', async () => {
    await shop.app.as('admin').post(`/admin/users/${ada.id}/deactivate`).expect(200);
    expect(textsOf(await ask(shop, ada.tgId, '/tickets'))).toEqual(['Your account is not active.']);
    expect(textsOf(await ask(shop, ada.tgId, '/stop'))[0]).toContain('The link is gone');
  });
});
