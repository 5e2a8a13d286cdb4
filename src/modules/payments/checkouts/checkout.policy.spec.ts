import type { PaymentDemand } from '../../orders/index.js';
import type { Checkout } from './checkout.js';
import { fingerprintOf, gatewayRequest, keyOf, newCheckout, pageExpiry } from './checkout.policy.js';

const NOW = new Date('2026-11-21T09:30:00.000Z');
const DEMAND: PaymentDemand = {
  orderId: 42,
  amount: 1500,
  currency: 'usd',
  email: 'ada@mail.example',
  lines: [
    { title: 'Heat (1995)', quantity: 1, unitAmount: 999 },
    { title: 'Ronin (1998)', quantity: 1, unitAmount: 501 },
  ],
  method: undefined,
  expiresAt: new Date('2026-11-21T09:45:00.000Z'),
};
const inMinutes = (minutes: number): Date => new Date(NOW.getTime() + minutes * 60_000);

describe('A page to pay on', () => {
  it('outlives its order by long enough that the same request can be sent again, and ends within a day', () => {
    expect(pageExpiry(NOW, inMinutes(15))).toEqual(inMinutes(75));
    expect(pageExpiry(NOW, inMinutes(-5))).toEqual(inMinutes(60));
    expect(pageExpiry(NOW, inMinutes(24 * 60))).toEqual(inMinutes(23 * 60));
  });

  it('is another one exactly where something else is to be paid', () => {
    const same = fingerprintOf({ ...DEMAND, email: null, expiresAt: inMinutes(1), orderId: 43 });
    expect(same).toBe(fingerprintOf(DEMAND));
    for (const other of [
      { amount: 1499 },
      { currency: 'eur' },
      { method: 'card' },
      { lines: DEMAND.lines.slice(1) },
      { lines: [...DEMAND.lines].reverse() },
    ]) {
      expect(fingerprintOf({ ...DEMAND, ...other })).not.toBe(same);
    }
  });

  it('is asked for in the same words at any time', () => {
    const { request, orderId, createdAt, expiresAt, fingerprint } = newCheckout(
      DEMAND,
      'https://cinema.example',
      NOW,
    );
    const row: Checkout = {
      id: 7,
      status: 'opening',
      sessionId: null,
      url: null,
      orderId,
      createdAt,
      expiresAt,
      fingerprint,
      request: JSON.parse(JSON.stringify(request)) as typeof request,
    };

    expect(gatewayRequest(row)).toEqual({
      idempotencyKey: `checkout-7-${NOW.getTime()}`,
      orderId: 42,
      email: 'ada@mail.example',
      currency: 'usd',
      lines: DEMAND.lines,
      successUrl: 'https://cinema.example/payments/success?session_id={CHECKOUT_SESSION_ID}',
      cancelUrl: 'https://cinema.example/payments/cancel?order_id=42',
      expiresAt: inMinutes(75),
    });
    expect(gatewayRequest({ ...row, request: null })).toBeUndefined();
  });

  it('has a key that no other database has given out', () => {
    expect(keyOf('refund', 1, NOW)).not.toBe(keyOf('refund', 1, inMinutes(1)));
  });
});
