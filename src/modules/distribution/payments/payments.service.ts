import { Injectable } from '@nestjs/common';
import { AuditLog } from '../../../platform/audit/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { daysAfter } from '../../theatre/index.js';
import { moneyOf } from '../amounts.js';
import { ContractTermsRepository } from '../settlements/contract-terms.repository.js';
import { Statements } from '../settlements/statements.service.js';
import { ContractAccountsRepository } from './contract-accounts.repository.js';
import type { NewPayment, PaymentEntry } from './payment-entry.js';
import { PaymentAboveBalanceError, PaymentNotReversibleError } from './payment.errors.js';
import type { CreatePaymentDto } from './payment.dto.js';
import { PaymentHistoryRepository } from './payment-history.repository.js';

const DAY_MS = 86_400_000;

/** Booking what distributors were paid. The contract is locked before anything is looked at. */
@Injectable()
export class DistributorPayments {
  constructor(
    private readonly transaction: Transaction,
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly accounts: ContractAccountsRepository,
    private readonly history: PaymentHistoryRepository,
    private readonly audit: AuditLog,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Enters a payment; one that was entered with the same key within a day is found again.
   * @throws NotFoundError, InvalidFieldsError, PaymentAboveBalanceError
   */
  pay(
    actorId: number,
    contractId: number,
    dto: CreatePaymentDto,
    idempotencyKey: string | null,
  ): Promise<PaymentEntry> {
    const { amount, method = null, reference = null, note = null, force = false } = dto;
    return this.transaction.run(async () => {
      const now = this.clock.now();
      const today = now.toISOString().slice(0, 10);
      const paidOn = dto.paid_on ?? today;
      // It is tomorrow already in much of the world.
      if (paidOn > daysAfter(today, 1))
        throw new InvalidFieldsError([{ field: 'paid_on', message: 'must not be in the future' }]);
      const balance = await this.balance(contractId);
      const known = await this.known(actorId, contractId, idempotencyKey, now);
      if (known !== undefined) return this.get(known);
      if (amount > balance && !force) throw new PaymentAboveBalanceError(balance, amount);
      const content = { contractId, amount, paidOn, method, reference, note, idempotencyKey };
      return this.enter(actorId, 'distributor-payment.create', { ...content, reversesId: null });
    });
  }

  /** Takes a payment back, once. @throws NotFoundError, PaymentNotReversibleError */
  reverse(actorId: number, id: number, reason: string): Promise<PaymentEntry> {
    return this.transaction.run(async () => {
      const { contractId, kind, amount, method, reference, reversesId } = await this.get(id);
      if (kind !== 'payment' || reversesId !== null) throw new PaymentNotReversibleError();
      await this.terms.lock(contractId);
      return this.enter(actorId, 'distributor-payment.reverse', {
        contractId,
        amount: -amount,
        paidOn: this.clock.now().toISOString().slice(0, 10),
        method,
        reference,
        note: reason,
        reversesId: id,
        idempotencyKey: null,
      });
    });
  }

  /** What a locked contract comes to as things stand, less what was paid. */
  private async balance(contractId: number): Promise<number> {
    const terms = await this.terms.lock(contractId);
    const [statement] = terms ? await this.statements.of([terms]) : [];
    if (!statement) throw new NotFoundError('rental contract', contractId);
    const [account] = await this.accounts.of([contractId]);
    return statement.due - (account?.paid ?? 0);
  }

  private async known(
    by: number,
    contractId: number,
    idempotencyKey: string | null,
    now: Date,
  ): Promise<number | undefined> {
    if (idempotencyKey === null) return undefined;
    return this.history.findByKey({
      by,
      contractId,
      idempotencyKey,
      since: new Date(now.getTime() - DAY_MS),
    });
  }

  private async enter(
    actorId: number,
    action: string,
    payment: Omit<NewPayment, 'currency'>,
  ): Promise<PaymentEntry> {
    const entered = { ...payment, currency: this.settings.currency };
    const id = await this.history.insertPayment(entered, actorId, this.clock.now());
    const { contractId, amount, paidOn, reference, note } = payment;
    await this.audit.record({
      actorId,
      action,
      target: `rental-contract:${contractId}`,
      after: { payment: id, amount: moneyOf(amount), paid_on: paidOn, reference, note },
    });
    return this.get(id);
  }

  private async get(id: number): Promise<PaymentEntry> {
    const entry = await this.history.find(id);
    if (!entry) throw new NotFoundError('distributor payment', id);
    return entry;
  }
}
