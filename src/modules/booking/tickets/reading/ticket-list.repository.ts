import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../../platform/lists/index.js';
import type { TicketRecord, TicketStatus } from '../ticket.js';
import { TICKET_COLUMNS, TICKET_TABLES, type TicketRow } from '../tickets.repository.js';

/** Which tickets are meant; all conditions hold at once. */
export interface TicketFilter {
  /** Somebody's own: by their account, or sent to its address. */
  readonly holder?: { readonly userId: number; readonly email: string | undefined } | undefined;
  readonly screeningId?: number | undefined;
  readonly statuses?: readonly TicketStatus[] | undefined;
  /** Of screenings that end later than this. */
  readonly endsAfter?: Date | undefined;
  readonly endsBefore?: Date | undefined;
}

/** A ticket with its holder's address, and where it stands in its list. */
export interface FoundTicket extends TicketRecord {
  readonly email: string | null;
  readonly keys: readonly string[];
}

const TABLES = `${TICKET_TABLES} JOIN screenings sc ON sc.id = t.screening_id`;
const EMAIL = `coalesce((SELECT u.email FROM users u WHERE u.id = t.holder_id AND u.deleted_at IS NULL), t.holder_email)
  AS email`;

/** Tickets for those who look through them. */
@Injectable()
export class TicketListRepository {
  constructor(private readonly database: Database) {}

  async count(filter: TicketFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM ${TABLES} WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    filter: TicketFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<FoundTicket[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<TicketRow & FoundTicket>(
      `SELECT ${TICKET_COLUMNS}, ${EMAIL}, ARRAY[${window.keyColumns}] AS keys FROM ${TABLES}
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf(
  { holder, screeningId, statuses, endsAfter, endsBefore }: TicketFilter,
  parameters: SqlParameters,
): string {
  const conditions = [
    'true',
    holder && heldBy(holder, parameters),
    screeningId !== undefined && `t.screening_id = ${parameters.add(screeningId)}`,
    statuses && `t.status = ANY (${parameters.add(statuses)}::text[])`,
    endsAfter && `sc.ends_at > ${parameters.add(endsAfter)}`,
    endsBefore && `sc.ends_at <= ${parameters.add(endsBefore)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

function heldBy({ userId, email }: NonNullable<TicketFilter['holder']>, parameters: SqlParameters): string {
  const byAccount = `t.holder_id = ${parameters.add(userId)}`;
  if (email === undefined) return byAccount;
  return `(${byAccount} OR (t.holder_id IS NULL AND lower(t.holder_email) = lower(${parameters.add(email)})))`;
}
