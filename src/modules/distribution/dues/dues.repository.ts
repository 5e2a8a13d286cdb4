import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { amountOf, minor } from '../amounts.js';

/** What a film week that is over comes to, before it is closed. */
export interface ProposedDue {
  readonly contractId: number;
  readonly week: number;
  readonly amount: number;
  readonly currency: string;
  readonly dueOn: string;
}

/** What a film week came to when it was closed, or corrected. */
export interface BookedDue extends ProposedDue {
  readonly settlementId: number;
  readonly at: Date;
  readonly by: number | null;
}

/** What a distributor is to get soon, or should have got. */
export interface OpenDue {
  readonly id: number;
  readonly distributorId: number;
  readonly distributor: string;
  /** What is left of it after everything that was paid, the earliest due first. */
  readonly left: number;
  readonly currency: string;
  readonly dueOn: string;
}

/**
 * What is due of `payment_history p` when whatever was paid, or taken back by corrections, goes to the earliest dues first; 0 for
 * payments. Over a contract it adds up to the balance, or to nothing where too much was paid.
 */
export const LEFT_OF_DUE = `CASE WHEN p.kind = 'due' THEN greatest(0, least(p.amount, (
    SELECT sum(CASE WHEN h.kind = 'payment' THEN -h.amount
      WHEN h.amount < 0 OR (h.due_on, h.id) <= (p.due_on, p.id) THEN h.amount ELSE 0 END)
    FROM payment_history h WHERE h.contract_id = p.contract_id))) ELSE 0 END`;

/** What is owed for film weeks. Whoever writes has locked the contract. */
@Injectable()
export class DuesRepository {
  constructor(private readonly database: Database) {}

  /** Proposes what is not yet, and brings those to what they are now that are only proposed. @returns how many rows changed */
  async propose(dues: readonly ProposedDue[], at: Date): Promise<number> {
    this.database.requireTransaction();
    return this.database.execute(
      `INSERT INTO payment_history AS p (contract_id, kind, week, amount, currency, due_on, created_at)
       SELECT d.contract_id, 'due', d.week, ${amountOf('d.amount')}, d.currency, d.due_on, $6
       FROM unnest($1::int[], $2::int[], $3::bigint[], $4::text[], $5::date[]) AS d (contract_id, week, amount, currency, due_on)
       ON CONFLICT (contract_id, week) WHERE kind = 'due' AND settlement_id IS NULL
       DO UPDATE SET amount = excluded.amount, currency = excluded.currency, due_on = excluded.due_on
       WHERE (p.amount, p.currency, p.due_on) IS DISTINCT FROM (excluded.amount, excluded.currency, excluded.due_on)`,
      [
        dues.map(({ contractId }) => contractId),
        dues.map(({ week }) => week),
        dues.map(({ amount }) => amount),
        dues.map(({ currency }) => currency),
        dues.map(({ dueOn }) => dueOn),
        at,
      ],
    );
  }

  /** Takes back what is proposed for other weeks of contracts: a term that is made longer lets a week run again. */
  async dropOthers(contractIds: readonly number[], dues: readonly ProposedDue[]): Promise<number> {
    this.database.requireTransaction();
    return this.database.execute(
      `DELETE FROM payment_history p WHERE p.contract_id = ANY ($1::int[]) AND p.kind = 'due' AND p.settlement_id IS NULL
         AND NOT EXISTS (SELECT FROM unnest($2::int[], $3::int[]) d (contract_id, week)
           WHERE d.contract_id = p.contract_id AND d.week = p.week)`,
      [contractIds, dues.map(({ contractId }) => contractId), dues.map(({ week }) => week)],
    );
  }

  /** Makes the proposal of a week final, or enters what was never proposed, such as a correction. */
  async book({ contractId, week, settlementId, amount, currency, dueOn, at, by }: BookedDue): Promise<void> {
    this.database.requireTransaction();
    const final = [contractId, week, settlementId, amount, currency, dueOn, by];
    const changed = await this.database.execute(
      `UPDATE payment_history SET settlement_id = $3, amount = ${amountOf('$4')}, currency = $5, due_on = $6, created_by = $7
       WHERE contract_id = $1 AND week = $2 AND kind = 'due' AND settlement_id IS NULL`,
      final,
    );
    if (changed > 0) return;
    await this.database.execute(
      `INSERT INTO payment_history (contract_id, week, settlement_id, amount, currency, due_on, created_by, kind, created_at)
       VALUES ($1, $2, $3, ${amountOf('$4')}, $5, $6, $7, 'due', $8)`,
      [...final, at],
    );
  }

  /** Dues by a day of which nobody was reminded yet and which are not paid, the earliest first. Nobody else reminds meanwhile. */
  async lockUnreminded(dueBy: string, limit: number): Promise<OpenDue[]> {
    this.database.requireTransaction();
    return this.database.rows<OpenDue & Record<string, unknown>>(
      `SELECT p.id, d.id AS "distributorId", d.name AS distributor, ${minor(`(${LEFT_OF_DUE})`)} AS left, p.currency,
         p.due_on::text AS "dueOn"
       FROM payment_history p JOIN rental_contracts k ON k.id = p.contract_id JOIN distributors d ON d.id = k.distributor_id
       WHERE p.kind = 'due' AND p.reminded_at IS NULL AND p.due_on <= $1::date AND ${LEFT_OF_DUE} > 0
       ORDER BY p.due_on, p.id LIMIT $2 FOR UPDATE OF p SKIP LOCKED`,
      [dueBy, limit],
    );
  }

  async markReminded(ids: readonly number[], at: Date): Promise<void> {
    await this.database.execute('UPDATE payment_history SET reminded_at = $2 WHERE id = ANY ($1::int[])', [
      ids,
      at,
    ]);
  }
}
