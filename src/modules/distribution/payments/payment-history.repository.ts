import { Injectable } from '@nestjs/common';
import { Database, translateViolations } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';
import { amountOf, minor } from '../amounts.js';
import { LEFT_OF_DUE } from '../dues/dues.repository.js';
import type { EntryFilter, EntryTotals, NewPayment, PaymentEntry } from './payment-entry.js';
import { PaymentNotReversibleError } from './payment.errors.js';

type EntryRow = PaymentEntry & Record<string, unknown>;

const ENTRY = `p.id, p.kind, p.contract_id AS "contractId", json_build_object('id', d.id, 'name', d.name) AS distributor,
  json_build_object('uuid', m.uuid, 'name', m.name, 'year', m.year) AS movie, p.week, p.settlement_id AS "settlementId",
  ${minor('p.amount')} AS amount, ${minor(`(${LEFT_OF_DUE})`)} AS left, p.currency, p.due_on::text AS "dueOn",
  p.paid_on::text AS "paidOn", p.method, p.reference, p.note, p.reverses_id AS "reversesId",
  (SELECT r.id FROM payment_history r WHERE r.reverses_id = p.id) AS "reversedById",
  p.created_at AS "createdAt", p.created_by AS "createdBy"`;
const TABLES = `payment_history p JOIN rental_contracts k ON k.id = p.contract_id
  JOIN distributors d ON d.id = k.distributor_id JOIN movies m ON m.id = k.movie_id`;

/** What is due to distributors, and what was paid. */
@Injectable()
export class PaymentHistoryRepository {
  constructor(private readonly database: Database) {}

  async find(id: number): Promise<PaymentEntry | undefined> {
    const [row] = await this.database.rows<EntryRow>(`SELECT ${ENTRY} FROM ${TABLES} WHERE p.id = $1`, [id]);
    return row;
  }

  /** @throws PaymentNotReversibleError where it takes back what was taken back before */
  async insertPayment(payment: NewPayment, by: number, at: Date): Promise<number> {
    const { contractId, amount, currency, paidOn, method, reference, note, reversesId } = payment;
    const values = [contractId, amount, currency, paidOn, method, reference, note, reversesId];
    const [row] = await translateViolations(
      this.database.rows<{ id: number }>(
        `INSERT INTO payment_history (contract_id, kind, amount, currency, paid_on, method, reference, note, reverses_id,
           idempotency_key, created_by, created_at)
         VALUES ($1, 'payment', ${amountOf('$2')}, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
        [...values, payment.idempotencyKey, by, at],
      ),
      { uq_payment_history_reverses: () => new PaymentNotReversibleError() },
    );
    if (!row) throw new Error('INSERT INTO payment_history returned no row.');
    return row.id;
  }

  /** The payment for a contract that somebody entered with a key. */
  async findByKey(sent: {
    readonly by: number;
    readonly contractId: number;
    readonly idempotencyKey: string;
    readonly since: Date;
  }): Promise<number | undefined> {
    const [row] = await this.database.rows<{ id: number }>(
      `SELECT id FROM payment_history
       WHERE contract_id = $1 AND created_by = $2 AND idempotency_key = $3 AND created_at > $4 ORDER BY id DESC LIMIT 1`,
      [sent.contractId, sent.by, sent.idempotencyKey, sent.since],
    );
    return row?.id;
  }

  async count(filter: EntryFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${TABLES} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async totals(filter: EntryFilter): Promise<EntryTotals> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<EntryTotals & Record<string, unknown>>(
      `SELECT ${minor(`coalesce(sum(p.amount) FILTER (WHERE p.kind = 'due'), 0)`)} AS due,
         ${minor(`coalesce(sum(p.amount) FILTER (WHERE p.kind = 'payment'), 0)`)} AS paid
       FROM ${TABLES} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row ?? { due: 0, paid: 0 };
  }

  async page(
    filter: EntryFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(PaymentEntry & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<EntryRow & { keys: string[] }>(
      `SELECT ${ENTRY}, ARRAY[${window.keyColumns}] AS keys FROM ${TABLES}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

const DAY = 'coalesce(p.due_on, p.paid_on)';

function conditionOf(filter: EntryFilter, parameters: SqlParameters): string {
  const { distributorId, contractId, kind, status, from, to, overdueOn } = filter;
  const conditions = [
    'true',
    distributorId !== undefined && `k.distributor_id = ${parameters.add(distributorId)}`,
    contractId !== undefined && `p.contract_id = ${parameters.add(contractId)}`,
    kind !== undefined && `p.kind = ${parameters.add(kind)}`,
    status !== undefined && `(p.kind = 'due' AND p.settlement_id IS NULL) = ${status === 'open'}`,
    from !== undefined && `${DAY} >= ${parameters.add(from)}::date`,
    to !== undefined && `${DAY} <= ${parameters.add(to)}::date`,
    overdueOn !== undefined && `p.due_on < ${parameters.add(overdueOn)}::date AND ${LEFT_OF_DUE} > 0`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}
