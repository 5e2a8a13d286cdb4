import type { ConcessionResponse } from '../../../src/modules/concessions/menu/item.dto.js';
import { StandingClock } from '../../support/job-process.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { aConcession, stockOf } from '../../support/concessions.js';
import { anImage } from '../../support/posters.js';
import { expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, type TestCinema } from '../../support/theatre.js';

describe('the menu of a cinema', () => {
  let app: TestApp;
  let clock: StandingClock;
  let cinema: TestCinema;
  beforeAll(async () => {
    clock = new StandingClock(new Date());
    app = await createTestApp({
      environment: { RUN_WORKER: 'off' },
      configure: (builder) => builder.overrideProvider(Clock).useValue(clock),
    });
  });
  beforeEach(async () => {
    cinema = await aCinema(app);
  });
  afterEach(() => expectInvariants({ app }));
  afterAll(() => app.close());

  const add = (overrides: Record<string, unknown> = {}): Promise<ConcessionResponse> =>
    aConcession(app, { cinema_id: cinema.id, ...overrides });
  const change = (id: number, body: object) => app.as('moderator').patch(`/concessions/${id}`).send(body);
  const names = async (query: string): Promise<string[]> => {
    const { body } = await app.as().get(`/concessions?cinema_id=${cinema.id}${query}`).expect(200);
    return (body as { items: ConcessionResponse[] }).items.map(({ name }) => name);
  };

  it('takes what moderators write, and shows it to everybody', async () => {
    const popcorn = await add({
      name: 'Salted popcorn',
      size: 'large',
      allergens: ['milk'],
      description: 'Fresh.',
      price: '6.50',
      stock: 12,
      sales_from: '11:00',
      sales_until: '10:59',
    });

    expect(popcorn).toEqual({
      id: expect.any(Number),
      cinema_id: cinema.id,
      name: 'Salted popcorn',
      category: 'snack',
      size: 'large',
      allergens: ['milk'],
      description: 'Fresh.',
      price: '6.50',
      currency: 'usd',
      stock: 12,
      available: true,
      enabled: true,
      sales_from: '11:00',
      sales_until: '10:59',
      picture: null,
    });
    const { body } = await app.as().get(`/concessions/${popcorn.id}`).expect(200);
    expect(body).toEqual(popcorn);
    await app.as('user').post('/concessions').send({}).expect(403);
  });

  it('makes combos out of other things: their stock, and what is to be declared', async () => {
    const popcorn = await add({ name: 'Popcorn', stock: 7, allergens: ['milk'] });
    const cola = await add({ name: 'Cola', category: 'drink' });
    const combo = await add({
      name: 'Date night',
      category: 'combo',
      combo_of: [
        { item_id: cola.id, quantity: 2 },
        { item_id: popcorn.id, quantity: 2 },
      ],
    });

    expect(combo).toMatchObject({
      stock: 3,
      allergens: ['milk'],
      combo_of: [
        { item_id: popcorn.id, name: 'Popcorn', quantity: 2 },
        { item_id: cola.id, name: 'Cola', quantity: 2 },
      ],
    });
    await change(popcorn.id, { stock: 1 }).expect(200);
    expect((await app.as().get(`/concessions/${combo.id}`)).body).toMatchObject({
      stock: 0,
      available: false,
    });
    const refused = await app.as('moderator').delete(`/concessions/${cola.id}`).expect(409);
    expect(refused.body).toMatchObject({ type: '/problems/item-in-combo', combos: ['Date night'] });
    await app.as('moderator').delete(`/concessions/${combo.id}`).expect(204);
    await app.as('moderator').delete(`/concessions/${cola.id}`).expect(204);
    await app.as().get(`/concessions/${cola.id}`).expect(404);
  });

  it.each([
    ['a name that is none', { name: '  ' }, 'name'],
    ['an unknown category', { category: 'fish' }, 'category'],
    ['a price of nothing', { price: '0.00' }, 'price'],
    ['a negative stock', { stock: -1 }, 'stock'],
    ['a time that is none', { sales_from: '25:00' }, 'sales_from'],
    ['hours that are none', { sales_from: '10:00', sales_until: '10:00' }, 'sales_until'],
    ['an unknown allergen', { allergens: ['love'] }, 'allergens'],
    ['parts of what is no combo', { combo_of: [{ item_id: 1, quantity: 1 }] }, 'combo_of'],
    ['a combo of nothing', { category: 'combo' }, 'combo_of'],
    [
      'a combo of what there is not',
      { category: 'combo', combo_of: [{ item_id: 2e9, quantity: 1 }] },
      'combo_of',
    ],
    ['a part without a number', { category: 'combo', combo_of: [{ item_id: 1 }] }, 'combo_of[0].quantity'],
    ['parts that are none', { category: 'combo', combo_of: [null] }, 'combo_of[0]'],
    ['a cinema that there is not', { cinema_id: 2_000_000_000 }, 'cinema_id'],
  ])('refuses %s', async (_, wrong, field) => {
    const body = { cinema_id: cinema.id, name: 'Thing', category: 'snack', price: '1.00', ...wrong };
    const answer = await app.as('moderator').post('/concessions').send(body).expect(422);
    expect((answer.body as { errors: { field: string }[] }).errors.map((error) => error.field)).toContain(
      field,
    );
  });

  it('has each thing once in each size', async () => {
    await add({ name: 'Cola', size: 'large' });
    await add({ name: 'Cola', size: 'small' });
    const body = { cinema_id: cinema.id, name: 'COLA', size: 'Large', category: 'drink', price: '1.00' };
    const answer = await app.as('moderator').post('/concessions').send(body).expect(409);
    expect(answer.body).toMatchObject({ type: '/problems/item-exists' });
  });

  it('is edited without overwriting what others edited', async () => {
    const item = await add({ stock: 5 });
    const { headers } = await app.as().get(`/concessions/${item.id}`);
    const edit = (body: object) => change(item.id, body).set('if-match', headers['etag'] as string);
    await edit({ price: '7.00', size: 'small', sales_from: '09:00' }).expect(200);
    await edit({ price: '8.00' }).expect(412);
    const { body } = await change(item.id, { size: null, sales_from: null, stock: null }).expect(200);
    expect(body).toMatchObject({ price: '7.00', size: null, sales_from: null, stock: null });
    await change(item.id, { name: null }).expect(422);
    expect(await stockOf(app, item)).toBeNull();
    const audit = await app.as('admin').get(`/admin/audit-log?target=concession:${item.id}`).expect(200);
    expect((audit.body as { total_items: number }).total_items).toBe(3);
  });

  it('is filtered and sorted', async () => {
    await add({ name: 'Popcorn', price: '6.00' });
    await add({ name: 'Water', category: 'drink', price: '3.00', stock: 0 });
    await add({ name: 'Nuts', price: '4.00', available: false });

    expect(await names('')).toEqual(['Water', 'Nuts', 'Popcorn']);
    expect(await names('&sort=-price')).toEqual(['Popcorn', 'Nuts', 'Water']);
    expect(await names('&category=drink')).toEqual(['Water']);
    expect(await names('&available=true')).toEqual(['Popcorn']);
    expect(await names('&available=false')).toEqual(['Water', 'Nuts']);
    expect(await names('&q=pOp')).toEqual(['Popcorn']);
    await app.as().get('/concessions?colour=red').expect(422);
  });

  it('sells at its hours only, by the clocks of the cinema', async () => {
    const tokyo = await aCinema(app, { timeZone: 'Asia/Tokyo' });
    const ramen = await add({ cinema_id: tokyo.id, sales_from: '22:00', sales_until: '02:00' });
    const isOpen = async (): Promise<boolean> =>
      ((await app.as().get(`/concessions/${ramen.id}`)).body as ConcessionResponse).available;
    const at = (time: string): void => clock.advance((Date.parse(time) - clock.now().getTime()) / 1_000);
    const now = clock.now().toISOString();
    at('2027-03-02T12:59:59Z');
    expect(await isOpen()).toBe(false);
    at('2027-03-02T13:00:00Z');
    expect(await isOpen()).toBe(true);
    at('2027-03-02T16:59:59Z');
    expect(await isOpen()).toBe(true);
    at('2027-03-02T17:00:00Z');
    expect(await isOpen()).toBe(false);
    at(now);
  });

  it('has pictures', async () => {
    const { id } = await add();
    const upload = await app
      .as('moderator')
      .put(`/concessions/${id}/picture`)
      .attach('file', await anImage(400, 300), 'popcorn.png')
      .expect(200);
    const { picture } = upload.body as ConcessionResponse;
    expect(picture?.w320).toMatch(/^\/media\/concessions\//);
    await app.as().get(`${picture?.w320}`).expect(200).expect('content-type', 'image/webp');
    await app.as('moderator').delete(`/concessions/${id}/picture`).expect(204);
    expect((await app.as().get(`/concessions/${id}`)).body).toMatchObject({ picture: null });
    await app
      .as('moderator')
      .put(`/concessions/${id}/picture`)
      .attach('file', Buffer.from('no'), 'a.png')
      .expect(422);
  });
});
