import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp } from '../../support/test-app.js';

const ROUNDS = 15;

interface Administrator extends Person {
  readonly client: ReturnType<typeof withToken>;
}

describe('Two administrators who would leave nobody, at the same time,', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp({ environment: { RATE_LIMIT_SCALE: '100' } });
  });
  afterAll(() => app.close());

  /** The only two administrators that there are. */
  const theOnlyTwo = async (): Promise<[Administrator, Administrator]> => {
    await app.database.query('UPDATE users SET group_id = 1 WHERE group_id = 4');
    const enter = async (): Promise<Administrator> => {
      const person = await aPerson(app, 'admin');
      return { ...person, client: withToken(app, (await signIn(app, person)).access_token) };
    };
    return [await enter(), await enter()];
  };
  const demote = (actor: Administrator, { id }: Person) =>
    actor.client.patch(`/admin/users/${id}/group`).send({ group: 'user' });
  const deactivate = (actor: Administrator, { id }: Person) =>
    actor.client.post(`/admin/users/${id}/deactivate`);
  const leave = (actor: Administrator) =>
    actor.client.delete('/accounts/me').send({ password: actor.password });

  it.each([
    ['demote each other', (a: Administrator, b: Administrator) => [demote(a, b), demote(b, a)]],
    ['deactivate each other', (a: Administrator, b: Administrator) => [deactivate(a, b), deactivate(b, a)]],
    [
      'demote and deactivate each other',
      (a: Administrator, b: Administrator) => [demote(a, b), deactivate(b, a)],
    ],
    ['demote themselves', (a: Administrator, b: Administrator) => [demote(a, a), demote(b, b)]],
    ['delete their accounts', (a: Administrator, b: Administrator) => [leave(a), leave(b)]],
    ['deactivate the other and leave', (a: Administrator, b: Administrator) => [deactivate(a, b), leave(a)]],
    ['are demoted and leave', (a: Administrator, b: Administrator) => [demote(b, a), leave(b)]],
  ])('%s: exactly one succeeds', async (_what, race) => {
    const losers: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const [a, b] = await theOnlyTwo();

      const answers = await Promise.all(race(a, b));

      const statuses = answers.map((answer) => answer.status);
      expect(statuses.filter((status) => status === 200 || status === 204)).toHaveLength(1);
      losers.push(...statuses.filter((status) => status >= 400));
      const left = await app.database.query(
        'SELECT id FROM users WHERE is_active AND deleted_at IS NULL AND group_id = 4',
      );
      expect(left).toHaveLength(1);
    }
    // Who comes too late to be let in at all is told so instead: the winner was faster than the question who asks.
    expect(losers.filter((status) => ![401, 403, 409].includes(status))).toEqual([]);
    expect(losers).toContain(409);
  });
});
