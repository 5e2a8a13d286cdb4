import { aPerson, signIn, withToken } from '../../support/people.js';
import { expectInvariants } from '../../support/shop.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';
import { aHall, aScreening } from '../../support/theatre.js';

const BUYERS = 6;
const ROUNDS = 12;

describe('a layout that changes while seats are taken', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '1000', STRANDING_RULE: 'off' } });
  });
  afterAll(() => app.close());

  it('never leaves anybody with a seat that is gone', async () => {
    const hall = await aHall(app, { rows: 2, perRow: 6 });
    const screenings = [await aScreening(app, { hall }), await aScreening(app, { hall })];
    const people = [];
    for (let n = 0; n < BUYERS; n += 1) people.push(await aPerson(app));
    const clients = await Promise.all(
      people.map(async (person) => withToken(app, (await signIn(app, person)).access_token)),
    );
    const buy = async (client: (typeof clients)[number], index: number): Promise<number[]> => {
      const statuses: number[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        const screening = screenings[(index + round) % 2];
        const seatId = hall.seat(`B${1 + ((index + round) % 6)}`);
        const answer = await client
          .post(`/screenings/${screening?.id ?? 0}/holds`)
          .send({ seat_ids: [seatId] });
        statuses.push(answer.status);
        const { id } = answer.body as { id?: number };
        if (answer.status === 201 && round < ROUNDS - 1) await client.delete(`/holds/${id ?? 0}`);
      }
      return statuses;
    };
    const draw = async (): Promise<number[]> => {
      const statuses: number[] = [];
      for (let round = 0; round < 2 * ROUNDS; round += 1) {
        const text = ['A: ssssss', 'A: ssssss\nB: ssssss', 'A: ssssss\nB: pppppp'][round % 3];
        statuses.push((await app.as('moderator').put(`/halls/${hall.id}/seats`).send({ text })).status);
      }
      return statuses;
    };

    const [drawn, ...bought] = await Promise.all([draw(), ...clients.map(buy)]);

    expect(drawn.filter((status) => ![200, 409].includes(status))).toEqual([]);
    expect(bought.flat().filter((status) => ![201, 409, 422].includes(status))).toEqual([]);
    expect(drawn).toContain(200);
    expect(bought.flat()).toContain(201);
    await expectInvariants({ app });
  });
});
