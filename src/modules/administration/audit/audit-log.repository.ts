import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';

/** Which entries are meant; all conditions hold at once. */
export interface AuditFilter {
  readonly actorIds?: readonly number[] | undefined;
  readonly actions?: readonly string[] | undefined;
  readonly targets?: readonly string[] | undefined;
  readonly from?: Date | undefined;
  readonly before?: Date | undefined;
}

/** An entry as the table has it, with its actor's e-mail. */
export interface AuditRow {
  /** A bigint, and so text. */
  readonly id: string;
  readonly action: string;
  readonly actor_id: number | null;
  readonly actor_email: string | null;
  readonly target: string;
  readonly before: Record<string, unknown> | null;
  readonly after: Record<string, unknown> | null;
  readonly request_id: string | null;
  readonly created_at: Date;
}

/** The audit log for those who read it. */
@Injectable()
export class AuditLogRepository {
  constructor(private readonly database: Database) {}

  async count(filter: AuditFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM audit_log a WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Rows are looked up for the page alone: those that it leaves out are counted off in the index. */
  async page(
    filter: AuditFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(AuditRow & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<AuditRow & { keys: string[] }>(
      `SELECT a.id, a.action, a.actor_id, (SELECT u.email FROM users u WHERE u.id = a.actor_id) AS actor_email, a.target,
         a.before, a.after, a.request_id, a.created_at, ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT a.id FROM audit_log a WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN audit_log a ON a.id = page.id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf(
  { actorIds, actions, targets, from, before }: AuditFilter,
  parameters: SqlParameters,
): string {
  const conditions = [
    actorIds && anyOf('a.actor_id', actorIds, 'int', parameters),
    actions && anyOf('a.action', actions, 'text', parameters),
    targets && anyOf('a.target', targets, 'text', parameters),
    from && `a.created_at >= ${parameters.add(from)}`,
    before && `a.created_at < ${parameters.add(before)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ') || 'true';
}

/** One value is compared with "=", which lets its index hand out its entries in order. */
function anyOf(
  column: string,
  values: readonly (string | number)[],
  type: 'int' | 'text',
  parameters: SqlParameters,
): string {
  return values.length === 1
    ? `${column} = ${parameters.add(values[0])}`
    : `${column} = ANY (${parameters.add(values)}::${type}[])`;
}
