import { DomainError, problemType } from '../../../platform/errors/index.js';

export const paymentMethodUnavailable = problemType('payment-method-unavailable', {
  kind: 'conflict',
  title: 'It cannot be paid this way',
  explanation:
    'The payment method is not known, or not on offer at the moment. `available` names those that are; `GET /payments/methods` tells more of them.',
  example: 'There is no payment method "cheque" at the moment. Available: card.',
});

export const paymentsUnavailable = problemType('payments-unavailable', {
  kind: 'unavailable',
  title: 'The payment provider does not answer',
  explanation:
    'Nothing was charged. Send the same request again in a moment: it leads to the one payment page of the order, however often it is sent.',
  example: 'The payment provider does not answer. Try again in a moment.',
});

export const nothingToPay = problemType('nothing-to-pay', {
  kind: 'conflict',
  title: 'The order has changed in the meantime',
  explanation:
    'While the payment page was being prepared, the order was paid, canceled, or came to another total. Read the order again.',
  example: 'The order was paid, canceled or changed in the meantime.',
});

export const paymentDisputed = problemType('payment-disputed', {
  kind: 'conflict',
  title: 'The payment is disputed',
  explanation:
    'The cardholder has objected to the payment at their bank. Until the bank has decided nothing can be given back.',
  example: 'The payment is disputed. Nothing can be given back until the bank has decided.',
});

export const refundTooHigh = problemType('refund-too-high', {
  kind: 'conflict',
  title: 'More than what is left of the payment',
  explanation:
    'A part of the payment has gone back already, for instance in the dashboard of the payment provider. What is left does not cover this refund.',
  example: 'Of the payment only 4.99 is left.',
});

/** The way to pay that was asked for is not on offer. */
export class PaymentMethodUnavailableError extends DomainError {
  constructor(asked: string | undefined, available: readonly string[]) {
    const words =
      available.length === 0
        ? 'Nothing can be paid online at the moment.'
        : `There is no payment method "${asked ?? ''}" at the moment. Available: ${available.join(', ')}.`;
    super(paymentMethodUnavailable, words, { available });
  }
}

/** The gateway does not answer, or refuses to open a page. */
export class PaymentsUnavailableError extends DomainError {
  constructor() {
    super(paymentsUnavailable, paymentsUnavailable.example);
  }
}

/** The order does not wait for this payment any more. */
export class NothingToPayError extends DomainError {
  constructor() {
    super(nothingToPay, nothingToPay.example);
  }
}

/** The bank is asked about the payment. */
export class PaymentDisputedError extends DomainError {
  constructor() {
    super(paymentDisputed, paymentDisputed.example);
  }
}

/** More is to be given back than is left. */
export class RefundTooHighError extends DomainError {
  /** @param left as a decimal */
  constructor(left: string) {
    super(refundTooHigh, `Of the payment only ${left} is left.`);
  }
}
