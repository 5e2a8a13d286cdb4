import type Stripe from 'stripe';
import { checkoutStateOf, paymentStateOf, refundStateOf } from './gateway-states.js';

const aPayment = (changes: Partial<Stripe.PaymentIntent>): Stripe.PaymentIntent =>
  ({ id: 'pi_1', status: 'requires_payment_method', metadata: {}, ...changes }) as Stripe.PaymentIntent;
const aRefund = (changes: Partial<Stripe.Refund>): Stripe.Refund =>
  ({ id: 're_1', amount: 5, metadata: null, ...changes }) as Stripe.Refund;
const nothing = { refunds: [], dispute: undefined };

describe('What Stripe tells', () => {
  it.each([
    [{ code: 'card_declined', decline_code: 'insufficient_funds' }, 'insufficient_funds'],
    [{ code: 'expired_card' }, 'expired_card'],
    [{}, null],
  ])('names the reason %o of a decline as exactly as it can', (reason, code) => {
    const error = { type: 'card_error', ...reason } as Stripe.PaymentIntent.LastPaymentError;
    expect(paymentStateOf(aPayment({ last_payment_error: error }), nothing).decline).toEqual({
      code,
      message: null,
      chargeId: null,
    });
  });

  it('is no decline once the payment has succeeded', () => {
    const last_payment_error = { type: 'card_error' } as Stripe.PaymentIntent.LastPaymentError;
    expect(paymentStateOf(aPayment({ status: 'succeeded', last_payment_error }), nothing).decline).toBeNull();
  });

  it.each([
    ['succeeded', 'succeeded'],
    ['failed', 'failed'],
    ['canceled', 'canceled'],
    ['requires_action', 'requires_action'],
    ['pending', 'pending'],
    ['something_new', 'pending'],
    [null, 'pending'],
  ])('of a refund that is %s means that it is %s', (status, expected) => {
    expect(refundStateOf(aRefund({ status })).status).toBe(expected);
  });

  it.each([
    ['7', 7],
    ['', null],
    ['0', null],
    ['7.5', null],
    ['1e3', null],
    ['order 7', null],
    ['9'.repeat(30), null],
  ])('holds our id %p only as we have written it', (refund_id, id) => {
    expect(refundStateOf(aRefund({ metadata: { refund_id } })).refundId).toBe(id);
    const session = { client_reference_id: refund_id } as Stripe.Checkout.Session;
    expect(checkoutStateOf(session, null).orderId).toBe(id);
  });
});
