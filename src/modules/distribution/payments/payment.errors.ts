import { DomainError, problemType } from '../../../platform/errors/index.js';
import { moneyOf } from '../amounts.js';

export const paymentAboveBalance = problemType('payment-above-balance', {
  kind: 'conflict',
  title: 'The payment is more than the contract comes to',
  explanation:
    'All film weeks of the contract as they stand, and its minimum guarantee, come to less than this with what was paid before. Send `force: true` where it is meant so.',
  example: 'The contract is open with 120.00; 1200.00 would be too much.',
});

export const paymentNotReversible = problemType('payment-not-reversible', {
  kind: 'conflict',
  title: 'The entry cannot be taken back',
  explanation:
    'Only payments are taken back, and each once. What is due follows the box office, and a reversal stays as it is.',
  example: 'It is no payment, or was taken back before.',
});

/** More would be paid than the contract comes to. */
export class PaymentAboveBalanceError extends DomainError {
  constructor(balance: number, amount: number) {
    super(
      paymentAboveBalance,
      `The contract is open with ${moneyOf(Math.max(0, balance))}; ${moneyOf(amount)} would be too much.`,
    );
  }
}

/** Something is to be taken back that is no payment, or was taken back already. */
export class PaymentNotReversibleError extends DomainError {
  constructor() {
    super(paymentNotReversible, 'It is no payment, or was taken back before.');
  }
}
