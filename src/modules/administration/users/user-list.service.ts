import { Injectable } from '@nestjs/common';
import {
  bookmarksOf,
  type Page,
  parseSort,
  requireSpan,
  type SortColumn,
  toPage,
  windowOf,
} from '../../../platform/lists/index.js';
import type { UserListQuery, UserResponse } from './user.dto.js';
import { toUserResponse } from './user.mapper.js';
import { type UserFilter, UserListRepository } from './user-list.repository.js';

const SORT_COLUMNS: Readonly<Record<string, SortColumn>> = {
  id: { sql: 'u.id', type: 'integer' },
  email: { sql: 'lower(u.email)', type: 'text' },
  created_at: { sql: 'u.created_at', type: 'timestamptz' },
};

/** Looking through the accounts. */
@Injectable()
export class UserListService {
  constructor(private readonly users: UserListRepository) {}

  /**
   * The newest first, unless the query says otherwise.
   * @throws InvalidFieldsError
   */
  async list(query: UserListQuery, url: string): Promise<Page<UserResponse>> {
    requireSpan('created_', query.created_from, query.created_to);
    const order = parseSort(query.sort ?? '-created_at', SORT_COLUMNS);
    const filter: UserFilter = {
      q: query.q?.trim(),
      groups: query.group,
      isActive: query.is_active,
      createdFrom: query.created_from,
      createdBefore: query.created_to,
    };
    const total = await this.users.count(filter);
    const rows = await this.users.page(filter, (parameters) =>
      windowOf(query, order, 'u.id', total, parameters),
    );
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return toPage(rows.map(toUserResponse), query, total, url, bookmarks);
  }
}
