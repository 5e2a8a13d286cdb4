import type { BonusResponse, BonusTransactionResponse } from '../../src/modules/loyalty/bonus/bonus.dto.js';
import type { PromoCodeResponse } from '../../src/modules/loyalty/promo-codes/promo-code.dto.js';
import type { OrderResponse } from '../../src/modules/orders/reading/order.dto.js';
import { next } from './factories.js';
import { actOnPage, checkoutUrl, type Customer, orderWith } from './shop.js';
import type { TestApp } from './test-app.js';

/** Makes a promo code: a fifth off, unless told otherwise. */
export async function aPromoCode(
  app: TestApp,
  overrides: Record<string, unknown> = {},
): Promise<PromoCodeResponse> {
  const body = { code: `CODE-${next()}`, kind: 'percent', value: '20.00', ...overrides };
  const answer = await app.as('moderator').post('/promo-codes').send(body);
  if (answer.status !== 201) throw new Error(`POST /promo-codes: ${answer.status} ${answer.text}`);
  return answer.body as PromoCodeResponse;
}

/** How many orders use a code by now. */
export async function usesOf(app: TestApp, { id }: PromoCodeResponse): Promise<number> {
  const { body } = await app.as('moderator').get(`/promo-codes/${id}`).expect(200);
  return (body as PromoCodeResponse).uses;
}

/** Gives somebody points, or takes them. */
export async function givePoints(app: TestApp, { id }: Customer, points: number): Promise<void> {
  await app.as('admin').post(`/admin/users/${id}/bonus`).send({ points, reason: 'For a test.' }).expect(201);
}

/** What somebody has. */
export async function bonusOf({ client }: Customer): Promise<BonusResponse> {
  return (await client.get('/bonus').expect(200)).body as BonusResponse;
}

/** How somebody's points came and went, the oldest first: "accrued 99". */
export async function ledgerOf({ client }: Customer): Promise<string[]> {
  const { body } = await client.get('/bonus/transactions?sort=created_at&per_page=100').expect(200);
  const { items } = body as { items: BonusTransactionResponse[] };
  return items.map(({ reason, points }) => `${reason} ${points}`);
}

/** Orders with something more than what is in the cart. */
export async function orderWithMore({ client }: Customer, more: object): Promise<OrderResponse> {
  const answer = await client.post('/orders').send(more);
  if (answer.status !== 201) throw new Error(`POST /orders: ${answer.status} ${answer.text}`);
  return answer.body as OrderResponse;
}

/** Pays an order on the gateway's page. */
export async function pay(customer: Customer, { id }: OrderResponse): Promise<OrderResponse> {
  await actOnPage(await checkoutUrl(customer, id), 'paid');
  return orderWith(customer, id, { status: 'paid' });
}

/** Gives lines of an order back. */
export async function giveBack(
  { client }: Customer,
  { id }: OrderResponse,
  lines?: readonly number[],
): Promise<OrderResponse> {
  const answer = await client.post(`/orders/${id}/refund`).send(lines ? { lines } : {});
  if (answer.status !== 200) throw new Error(`POST refund: ${answer.status} ${answer.text}`);
  return answer.body as OrderResponse;
}
