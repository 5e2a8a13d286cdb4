import { Injectable } from '@nestjs/common';
import type { User } from '../../accounts/index.js';
import type { Group } from '../../../platform/auth/index.js';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';

/** Which accounts are meant; all conditions hold at once. */
export interface UserFilter {
  /** A part of the e-mail, or the id. */
  readonly q?: string | undefined;
  readonly groups?: readonly Group[] | undefined;
  readonly isActive?: boolean | undefined;
  readonly createdFrom?: Date | undefined;
  readonly createdBefore?: Date | undefined;
}

const LIKE_SIGNS = /[\\%_]/g;
const MAX_ID = 2_147_483_647;

/** Accounts for those who look through them. Deleted ones are not found. */
@Injectable()
export class UserListRepository {
  constructor(private readonly database: Database) {}

  async count(filter: UserFilter): Promise<number> {
    const parameters = new SqlParameters();
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM users u WHERE ${conditionOf(filter, parameters)}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  /** Rows are looked up for the page alone: those that it leaves out are counted off in the index. */
  async page(
    filter: UserFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<(User & { keys: string[] })[]> {
    const parameters = new SqlParameters();
    const condition = conditionOf(filter, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<User & { keys: string[] }>(
      `SELECT u.id, u.email, u.is_active AS "isActive", u.activated_at AS "activatedAt", u.created_at AS "createdAt",
         (SELECT g.name FROM user_groups g WHERE g.id = u.group_id) AS "group", ARRAY[${window.keyColumns}] AS keys
       FROM (SELECT u.id FROM users u WHERE ${condition} AND ${window.condition ?? 'true'}
             ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}) page
       JOIN users u ON u.id = page.id ORDER BY ${window.orderBy}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}

function conditionOf(filter: UserFilter, parameters: SqlParameters): string {
  const { q, groups, isActive, createdFrom, createdBefore } = filter;
  const conditions = [
    'u.deleted_at IS NULL',
    q !== undefined && q !== '' && named(q, parameters),
    groups && inGroups(groups, parameters),
    // Spelt out, so that the planner sees that the index of inactive accounts will do.
    isActive !== undefined && (isActive ? 'u.is_active' : 'NOT u.is_active'),
    createdFrom && `u.created_at >= ${parameters.add(createdFrom)}`,
    createdBefore && `u.created_at < ${parameters.add(createdBefore)}`,
  ];
  return conditions.filter((condition) => typeof condition === 'string').join(' AND ');
}

function named(q: string, parameters: SqlParameters): string {
  const part = parameters.add(`%${q.replace(LIKE_SIGNS, '\\$&')}%`);
  const likeIt = `lower(u.email) LIKE lower(${part})`;
  const id = /^\d{1,10}$/.test(q) ? Number(q) : 0;
  return id >= 1 && id <= MAX_ID ? `(${likeIt} OR u.id = ${parameters.add(id)})` : likeIt;
}

/** One group is compared with "=", which lets its index hand out its accounts in order. */
function inGroups(groups: readonly Group[], parameters: SqlParameters): string {
  const [first, ...others] = new Set(groups);
  return others.length === 0
    ? `u.group_id = (SELECT id FROM user_groups WHERE name = ${parameters.add(first)})`
    : `u.group_id = ANY (ARRAY(SELECT id FROM user_groups WHERE name = ANY (${parameters.add(groups)}::text[])))`;
}
