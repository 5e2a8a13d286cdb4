import type { SaleResponse } from '../../src/modules/booking/box-office/sales/sale.dto.js';
import { aPerson, signIn, withToken } from './people.js';
import type { Customer } from './shop.js';
import type { TestApp } from './test-app.js';
import type { TestScreening } from './theatre.js';

/** Somebody who sells at the counter, without a shift. */
export async function aCashier(app: TestApp, group: 'cashier' | 'moderator' = 'cashier'): Promise<Customer> {
  const person = await aPerson(app, group);
  const { access_token } = await signIn(app, person);
  return { ...person, client: withToken(app, access_token) };
}

/** What a cashier would send to sell seats by their names: `B4`. */
export function aSaleBody(
  { id, hall }: TestScreening,
  seats: readonly string[],
  overrides: Record<string, unknown> = {},
): Record<string, unknown> {
  return { screening_id: id, seat_ids: seats.map((name) => hall.seat(name)), method: 'cash', ...overrides };
}

/** Sells seats at the counter. */
export async function aSale(
  { client }: Customer,
  screening: TestScreening,
  seats: readonly string[],
  overrides: Record<string, unknown> = {},
): Promise<SaleResponse> {
  const answer = await client.post('/box-office/sales').send(aSaleBody(screening, seats, overrides));
  if (answer.status !== 201) throw new Error(`POST /box-office/sales: ${answer.status} ${answer.text}`);
  return answer.body as SaleResponse;
}
