import { type ConnectedDatabase, connectDatabase } from '../../../../test/support/connected-database.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import {
  aCinema,
  aHall,
  aScreening,
  type TestHall,
  type TestScreening,
} from '../../../../test/support/theatre.js';
import { ContractScreeningsRepository } from './contract-screenings.repository.js';

interface Terms {
  readonly startsOn?: string;
  readonly endsOn?: string;
  readonly cinemaId?: number;
  readonly hallType?: string;
  readonly format?: string;
}

let database: TestDatabase;
let connected: ConnectedDatabase;
let screenings: ContractScreeningsRepository;
let distributorId: number;
beforeAll(async () => {
  database = await createTestDatabase();
  connected = await connectDatabase(database.url);
  screenings = new ContractScreeningsRepository(connected.database);
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO distributors (name, created_at) VALUES ('Nordlicht', now()) RETURNING id`,
  );
  distributorId = row?.id ?? 0;
});
afterAll(async () => {
  await connected.close();
  await database.drop();
});

const contractFor = async (movieId: number, terms: Terms = {}): Promise<number> => {
  const { startsOn = '2026-03-01', endsOn = '2026-03-31', cinemaId, hallType, format } = terms;
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO rental_contracts (distributor_id, movie_id, cinema_id, hall_type, format, starts_on, ends_on, weekly_shares, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '{60}', now()) RETURNING id`,
    [distributorId, movieId, cinemaId, hallType, format, startsOn, endsOn],
  );
  return row?.id ?? 0;
};
const deleteContract = (id: number) =>
  database.query('UPDATE rental_contracts SET deleted_at = now() WHERE id = $1', [id]);
const settle = async (contractId: number, week: number, { id }: TestScreening): Promise<void> => {
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO settlements (contract_id, week, sequence, starts_on, ends_on, tickets, gross, refunds, tax, house_costs, base,
       share, top_up, due, currency, closed_at)
     VALUES ($1, $2, 0, '2026-03-01', '2026-03-07', 0, 0, 0, 0, 0, 0, 60, 0, 0, 'usd', now()) RETURNING id`,
    [contractId, week],
  );
  await database.query('INSERT INTO settlement_screenings VALUES ($1, $2, 0, 0, 0)', [row?.id, id]);
};
/** The screenings of contracts by contract and film week, `7/2`. */
const told = async (...ids: number[]): Promise<Record<string, number[]>> => {
  const groups: Record<string, number[]> = {};
  for (const { id, contractId, week } of await screenings.ofContracts(ids))
    (groups[`${contractId}/${week}`] ??= []).push(id);
  return groups;
};
const uncovered = async (scope: { movieId?: number; cinemaId?: number }): Promise<number[]> =>
  (await screenings.screeningsWithoutContract('2026-03-01', '2026-03-31', scope)).map(({ id }) => id);

describe('whose contract a screening is', () => {
  const at = (time: string): Date => new Date(`2026-03-${time}:00Z`);
  let hall: TestHall;
  beforeEach(async () => {
    hall = await aHall({ database }, { type: 'imax' });
  });
  const show = (time: string, more: Parameters<typeof aScreening>[1] = {}) =>
    aScreening({ database }, { hall, startsAt: at(time), ...more });

  it('is decided by the narrowest scope that fits, and by the next one when that is gone', async () => {
    const screening = await show('10T18:00', { format: '3D' });
    const { movie } = screening;
    const cinema = { cinemaId: hall.cinema.id };
    const [type, format] = [{ hallType: 'imax' }, { format: '3D' }];
    const scopes = [
      {},
      format,
      type,
      { ...type, ...format },
      cinema,
      { ...cinema, ...format },
      { ...cinema, ...type },
      { ...cinema, ...type, ...format },
    ];
    const ids: number[] = [];
    for (const scope of scopes) ids.push(await contractFor(movie.id, scope));
    for (const unfit of [{ format: '2D' }, { hallType: 'vip' }, { ...cinema, format: '2D' }])
      await contractFor(movie.id, unfit);
    await contractFor(movie.id, { cinemaId: (await aCinema({ database })).id });

    for (const id of [...ids].reverse()) {
      expect(await told(...ids)).toEqual({ [`${id}/2`]: [screening.id] });
      await deleteContract(id);
    }
    expect(await told(...ids)).toEqual({});
    expect(await uncovered({ movieId: movie.id })).toEqual([screening.id]);
  });

  it('goes by the day on the calendar of the cinema, from the first day to the last', async () => {
    const before = await show('09T22:59');
    const { movie } = before;
    const first = await show('09T23:00', { movie, hall: await aHall({ database }, { cinema: hall.cinema }) });
    const week = await show('16T22:59', { movie });
    const next = await show('17T23:01', { movie });
    const last = await show('18T22:59', { movie, hall: await aHall({ database }, { cinema: hall.cinema }) });
    const after = await show('19T23:00', { movie });
    const id = await contractFor(movie.id, { startsOn: '2026-03-10', endsOn: '2026-03-18' });

    expect(await told(id)).toEqual({
      [`${id}/1`]: [first.id, week.id],
      [`${id}/2`]: [next.id, last.id],
    });
    expect(await uncovered({ movieId: movie.id })).toEqual([before.id, after.id]);
  });

  it('is asked for screenings far from Greenwich too', async () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const cinema = await aCinema({ database }, { timeZone });
      const there = await aHall({ database }, { cinema });
      const [start, end] = timeZone.endsWith('i') ? ['09T10:00', '10T09:59'] : ['10T11:00', '11T10:59'];
      const first = await show(start, { hall: there });
      const last = await show(end, { hall: there, movie: first.movie });
      const id = await contractFor(first.movie.id, { startsOn: '2026-03-10', endsOn: '2026-03-10' });
      expect(await told(id)).toEqual({ [`${id}/1`]: [first.id, last.id] });
    }
  });

  it('is no question for canceled ones, unless somebody has a ticket that was not refunded', async () => {
    const [kept, gone] = [await show('10T12:00'), await show('10T18:00')];
    await database.query(`UPDATE screenings SET movie_id = $1 WHERE id = $2`, [kept.movie.id, gone.id]);
    const id = await contractFor(kept.movie.id);
    await sellTicket(kept);
    await sellTicket(gone);
    await database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = now() WHERE id = ANY ($1)`,
      [[kept.id, gone.id]],
    );
    await database.query(
      `UPDATE tickets SET status = 'refunded', refunded_at = now() WHERE screening_id = $1`,
      [gone.id],
    );

    expect(await told(id)).toEqual({ [`${id}/2`]: [kept.id] });
    await deleteContract(id);
    expect(await uncovered({ movieId: kept.movie.id })).toEqual([kept.id]);
  });

  it('stays what it was settled as, whatever happens to the contract or the screening', async () => {
    const screening = await show('03T18:00');
    const other = await show('04T18:00', { movie: screening.movie });
    const general = await contractFor(screening.movie.id);
    await settle(general, 1, screening);
    const narrow = await contractFor(screening.movie.id, { cinemaId: hall.cinema.id });

    expect(await told(general, narrow)).toEqual({
      [`${general}/1`]: [screening.id],
      [`${narrow}/1`]: [other.id],
    });
    await database.query(
      `UPDATE screenings SET status = 'canceled', canceled_at = now(), local_date = '2026-05-01' WHERE id = $1`,
      [screening.id],
    );
    expect(await told(general)).toEqual({ [`${general}/1`]: [screening.id] });
  });

  it('is nobody’s where no contract fits, which is asked by film and cinema', async () => {
    const one = await show('05T18:00');
    const elsewhere = await aScreening({ database }, { startsAt: at('05T18:00'), movie: one.movie });
    const another = await show('06T18:00');
    await show('31T23:30');
    await contractFor(another.movie.id, { hallType: 'vip' });

    expect(await uncovered({ cinemaId: hall.cinema.id })).toEqual([one.id, another.id]);
    expect((await uncovered({ movieId: one.movie.id })).sort()).toEqual([one.id, elsewhere.id].sort());
    expect(await uncovered({ movieId: one.movie.id, cinemaId: hall.cinema.id })).toEqual([one.id]);
  });
});

/** Somebody has a ticket. */
async function sellTicket({ id, hall }: TestScreening): Promise<void> {
  const seatId = hall.seats[0]?.id;
  const [user] = await database.query<{ id: number }>(`SELECT id FROM users LIMIT 1`);
  const [order] = await database.query<{ id: number }>(
    `INSERT INTO orders (user_id, status, total_amount, currency, expires_at, paid_at)
     VALUES ($1, 'paid', 12, 'usd', now(), now()) RETURNING id`,
    [user?.id ?? (await aUser())],
  );
  const [item] = await database.query<{ id: number }>(
    `INSERT INTO order_items (order_id, kind, title, quantity, price_at_order) VALUES ($1, 'seat', 'A1', 1, 12) RETURNING id`,
    [order?.id],
  );
  await database.query(
    `INSERT INTO tickets (code, order_item_id, screening_id, seat_id, price, audience, created_at)
     VALUES ($1, $2, $3, $4, 12, 'adult', now())`,
    [`T${id}`, item?.id, id, seatId],
  );
}

async function aUser(): Promise<number> {
  const [row] = await database.query<{ id: number }>(
    `INSERT INTO users (email, hashed_password) VALUES ('ada@mail.example', 'x') RETURNING id`,
  );
  return row?.id ?? 0;
}
