import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { minor } from '../amounts.js';

/** What was paid for a contract, in minor units. */
export interface ContractAccount {
  readonly contractId: number;
  readonly paid: number;
}

/** A payment for a contract, or one that was taken back. */
export interface ContractPayment {
  readonly contractId: number;
  readonly paidOn: string;
  readonly amount: number;
  readonly method: string | null;
  readonly reference: string | null;
}

/** What was paid for contracts. */
@Injectable()
export class ContractAccountsRepository {
  constructor(private readonly database: Database) {}

  /** Nothing for contracts for which nothing was paid. */
  async of(contractIds: readonly number[]): Promise<ContractAccount[]> {
    return this.database.rows<ContractAccount & Record<string, unknown>>(
      `SELECT p.contract_id AS "contractId", ${minor('sum(p.amount)')} AS paid FROM payment_history p
       WHERE p.contract_id = ANY ($1::int[]) AND p.kind = 'payment' GROUP BY p.contract_id`,
      [contractIds],
    );
  }

  /** By day. */
  async payments(contractIds: readonly number[], until: string): Promise<ContractPayment[]> {
    return this.database.rows<ContractPayment & Record<string, unknown>>(
      `SELECT p.contract_id AS "contractId", p.paid_on::text AS "paidOn", ${minor('p.amount')} AS amount, p.method, p.reference
       FROM payment_history p
       WHERE p.contract_id = ANY ($1::int[]) AND p.kind = 'payment' AND p.paid_on <= $2::date ORDER BY p.paid_on, p.id`,
      [contractIds, until],
    );
  }
}
