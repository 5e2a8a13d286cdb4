import type { SaleResponse } from '../../../src/modules/booking/box-office/sales/sale.dto.js';
import type {
  SettlementResponse,
  SettlementRowResponse,
  SettlementWeekResponse,
} from '../../../src/modules/distribution/settlements/settlement.dto.js';
import { aSale } from '../../support/box-office.js';
import type { Customer } from '../../support/shop.js';
import type { TestApp } from '../../support/test-app.js';
import { aHall, aScreening, type ScreeningOverrides, type TestScreening } from '../../support/theatre.js';

const DAY_MS = 86_400_000;

/** A date so many days from today, as the calendar of UTC has it. */
export function dayFromToday(days: number): string {
  return new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10);
}

/** A screening that took place, and what was sold of it. */
export interface Shown {
  readonly screening: TestScreening;
  readonly sale: SaleResponse | undefined;
}

/** When a screening took place on the clocks of its cinema, and which of its seats were sold at the counter. */
export interface ShownOverrides extends ScreeningOverrides {
  readonly on: string;
  readonly at?: string;
  readonly seats?: readonly string[];
}

/** Sells seats of a screening at 10.00 each, and then lets it have taken place on another day. */
export async function aShownScreening(
  app: TestApp,
  cashier: Customer,
  { on, at = '18:00', seats = [], ...overrides }: ShownOverrides,
): Promise<Shown> {
  const hall = overrides.hall ?? (await aHall(app));
  const screening = await aScreening(app, { basePrice: '10.00', ...overrides, hall });
  const sale = seats.length > 0 ? await aSale(cashier, screening, seats) : undefined;
  await letTakePlace(app, screening, on, at);
  return { screening, sale };
}

/** Moves a screening to a day and time of its cinema. */
export async function letTakePlace(
  { database }: TestApp,
  { id }: TestScreening,
  on: string,
  at: string,
): Promise<void> {
  await database.query(
    `UPDATE screenings s SET starts_at = t.at, ends_at = t.at + interval '2 hours', occupied_until = t.at + interval '2 hours',
       local_date = $2::date
     FROM cinemas c, LATERAL (SELECT ($2::date + $3::time) AT TIME ZONE c.time_zone AS at) t
     WHERE c.id = s.cinema_id AND s.id = $1`,
    [id, on, at],
  );
}

/** Gives back lines of a sale: as many of its seats, the first ones. */
export async function giveBack(app: TestApp, { sale }: Shown, count: number): Promise<void> {
  const lines = sale?.order.lines.slice(0, count).map(({ id }) => id);
  await app
    .as('moderator')
    .post(`/admin/orders/${sale?.order.id}/refund`)
    .send({ lines, reason: 'The sound was missing.' })
    .expect(200);
}

export async function settlementOf(
  app: TestApp,
  contractId: number,
  query = '',
): Promise<SettlementResponse> {
  const { body } = await app
    .as('moderator')
    .get(`/rental-contracts/${contractId}/settlement${query}`)
    .expect(200);
  return body as SettlementResponse;
}

export async function weekOf(
  app: TestApp,
  contractId: number,
  week: number,
): Promise<SettlementWeekResponse> {
  const { weeks } = await settlementOf(app, contractId);
  const found = weeks.find((one) => one.week === week);
  if (!found) throw new Error(`There is no film week ${week}.`);
  return found;
}

export async function closeWeek(
  app: TestApp,
  contractId: number,
  week: number,
): Promise<SettlementRowResponse> {
  const answer = await app.as('moderator').post(`/rental-contracts/${contractId}/settlements`).send({ week });
  if (answer.status !== 201) throw new Error(`POST settlements: ${answer.status} ${answer.text}`);
  return answer.body as SettlementRowResponse;
}

/** How many statements wait for others. */
export async function waiting({ database }: TestApp): Promise<number> {
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
  );
  return row?.n ?? 0;
}
