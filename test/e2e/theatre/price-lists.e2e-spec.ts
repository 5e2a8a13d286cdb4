import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aCinema, aHall, aScreening, type TestCinema } from '../../support/theatre.js';

interface Item {
  row: string;
  category: string;
  price: string;
  currency: string;
}

describe('the price list of a cinema', () => {
  let app: TestApp;
  let cinema: TestCinema;
  beforeAll(async () => {
    app = await createTestApp();
  });
  beforeEach(async () => {
    cinema = await aCinema(app, { timeZone: 'Europe/Berlin' });
  });
  afterAll(() => app.close());

  const put = (rules: unknown) => app.as('moderator').put(`/cinemas/${cinema.id}/price-list`).send({ rules });
  const pricesOf = async (screeningId: number, audience = 'adult'): Promise<Record<string, string>> => {
    const { body } = await app.as().get(`/screenings/${screeningId}/seats`).query({ audience }).expect(200);
    return Object.fromEntries((body.items as Item[]).map(({ category, price }) => [category, price]));
  };

  it('is empty at first, and is what it was set to', async () => {
    const path = `/cinemas/${cinema.id}/price-list`;
    const rules = [
      { seat_category: 'premium', factor: '1.25' },
      {
        hall_type: 'imax',
        weekdays: [5, 6],
        from: '17:00',
        until: '01:00',
        audience: 'adult',
        price: '9.00',
      },
    ];

    expect((await app.as().get(path).expect(200)).body).toEqual({
      cinema_id: cinema.id,
      rules: [],
      currency: 'usd',
    });
    const { body } = await put(rules).expect(200);
    expect(body).toEqual({ cinema_id: cinema.id, rules, currency: 'usd' });
    expect((await app.as().get(path).expect(200)).body).toEqual(body);
    expect((await put([]).expect(200)).body.rules).toEqual([]);
  });

  it('takes numbers for prices and factors', async () => {
    const { body } = await put([{ price: 9 }, { factor: 1.5 }]).expect(200);

    expect(body.rules).toEqual([{ price: '9.00' }, { factor: '1.5' }]);
  });

  it('decides at once what seats cost, on the clocks of the cinema', async () => {
    const hall = await aHall(app, {
      cinema,
      type: 'imax',
      rows: 2,
      seatFacts: (row) => ({ category: row === 'B' ? 'premium' : 'standard' }),
    });
    // Saturday, 00:30 in Berlin.
    const { id } = await aScreening(app, {
      hall,
      startsAt: new Date('2035-06-01T22:30:00Z'),
      basePrice: '10.00',
    });
    expect(await pricesOf(id)).toEqual({ standard: '10.00', premium: '10.00' });

    await put([
      { weekdays: [6], from: '00:00', until: '01:00', factor: '1.1' },
      { weekdays: [5], factor: '3' },
      { from: '22:00', until: '23:00', factor: '3' },
      { seat_category: 'premium', factor: '1.255' },
      { audience: 'child', price: '6.00' },
      { hall_type: 'vip', factor: '3' },
    ]).expect(200);

    expect(await pricesOf(id)).toEqual({ standard: '11.00', premium: '13.81' });
    expect(await pricesOf(id, 'child')).toEqual({ standard: '6.60', premium: '8.28' });
    await app.as().get(`/screenings/${id}/seats?audience=dog`).expect(422);
  });

  it('is seen by other processes within a moment', async () => {
    const { id } = await aScreening(app, { hall: await aHall(app, { cinema }) });
    const other = await createTestApp({
      database: app.database,
      environment: { DATA_DIR: app.settings.dataDirectory, RUN_WORKER: 'off' },
    });
    try {
      const priceThere = async (): Promise<string> =>
        ((await other.as().get(`/screenings/${id}/seats`)).body.items as Item[])[0]?.price ?? '';
      expect(await priceThere()).toBe('12.00');
      await put([{ price: '5.00' }]).expect(200);
      const begun = performance.now();
      while ((await priceThere()) !== '5.00') expect(performance.now() - begun).toBeLessThan(2_000);
    } finally {
      await other.close();
    }
  });

  it('keeps editors from overwriting each other', async () => {
    const path = `/cinemas/${cinema.id}/price-list`;
    const etag = (await app.as().get(path)).headers['etag'] as string;
    await put([{ factor: '2' }])
      .set('if-match', etag)
      .expect(200);

    await put([{ factor: '3' }])
      .set('if-match', etag)
      .expect(412);
    expect((await app.as().get(path)).body.rules).toEqual([{ factor: '2' }]);
  });

  it('is one of those that are sent at once', async () => {
    const answers = await Promise.all(['1', '2', '3', '4'].map((factor) => put([{ factor }])));

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(
      await app.database.query('SELECT version FROM price_lists WHERE cinema_id = $1', [cinema.id]),
    ).toEqual([{ version: 4 }]);
  });

  it('leaves in the audit log who changed what', async () => {
    await put([{ factor: '2' }]).expect(200);

    expect(
      await app.database.query(
        `SELECT before, after FROM audit_log WHERE action = 'price-list.set' AND target = $1`,
        [`cinema:${cinema.id}`],
      ),
    ).toEqual([{ before: { rules: [] }, after: { rules: [{ factor: '2' }] } }]);
  });

  it.each([
    ['rules', undefined],
    ['rules', {}],
    ['rules', Array.from({ length: 101 }, () => ({ factor: '1' }))],
    ['rules[0].factor', [{}]],
    ['rules[0].factor', [{ factor: '1', price: '1.00' }]],
    ['rules[0].factor', [{ factor: '10.01' }]],
    ['rules[0].factor', [{ factor: '1.00001' }]],
    ['rules[0].factor', [{ factor: '-1' }]],
    ['rules[0].factor', [{ factor: null }]],
    ['rules[1].price', [{ factor: '1' }, { price: '0.49' }]],
    ['rules[0].price', [{ price: '10000.01' }]],
    ['rules[0].price', [{ price: '1.001' }]],
    ['rules[0].seat_category', [{ seat_category: 'throne', factor: '1' }]],
    ['rules[0].hall_type', [{ hall_type: 'dome', factor: '1' }]],
    ['rules[0].audience', [{ audience: 'dog', factor: '1' }]],
    ['rules[0].weekdays', [{ weekdays: [0], factor: '1' }]],
    ['rules[0].weekdays', [{ weekdays: [1, 1], factor: '1' }]],
    ['rules[0].weekdays', [{ weekdays: [], factor: '1' }]],
    ['rules[0].from', [{ from: '7:00', factor: '1' }]],
    ['rules[0].until', [{ from: '07:00', until: '07:00', factor: '1' }]],
    ['rules[0].row', [{ row: 'A', factor: '1' }]],
  ])('refuses what is none, naming %s', async (field, rules) => {
    const refused = await put(rules).expect(422);

    expect((refused.body.errors as { field: string }[]).map((error) => error.field)).toContain(field);
  });

  it('is read by anybody and set by moderators', async () => {
    await app.as('cashier').put(`/cinemas/${cinema.id}/price-list`).send({ rules: [] }).expect(403);
    await app.as().put(`/cinemas/${cinema.id}/price-list`).send({ rules: [] }).expect(401);
    await app.as().get('/cinemas/2000000000/price-list').expect(404);
    await app.as('moderator').put('/cinemas/2000000000/price-list').send({ rules: [] }).expect(404);
  });
});
