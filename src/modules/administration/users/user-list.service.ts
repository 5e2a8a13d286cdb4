import { Injectable } from '@nestjs/common';
import { type Page, requireSpan, walk, type WalkOrder } from '../../../platform/lists/index.js';
import type { UserListQuery, UserResponse } from './user.dto.js';
import { toUserResponse } from './user.mapper.js';
import { type UserFilter, UserListRepository } from './user-list.repository.js';

const ORDER: WalkOrder = {
  columns: {
    id: { sql: 'u.id', type: 'integer' },
    email: { sql: 'lower(u.email)', type: 'text' },
    created_at: { sql: 'u.created_at', type: 'timestamptz' },
  },
  idSql: 'u.id',
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
    const filter: UserFilter = {
      q: query.q?.trim(),
      groups: query.group,
      isActive: query.is_active,
      createdFrom: query.created_from,
      createdBefore: query.created_to,
    };
    return walk(this.users, ORDER, { filter, query, url }, toUserResponse);
  }
}
