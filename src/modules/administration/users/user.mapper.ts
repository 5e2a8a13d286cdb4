import type { User } from '../../accounts/index.js';
import type { UserResponse, UserStatus } from './user.dto.js';

/** What administrators see of an account. Never more: the account may carry its password's hash. */
export function toUserResponse(user: User): UserResponse {
  return {
    id: user.id,
    email: user.email,
    group: user.group,
    is_active: user.isActive,
    status: statusOf(user),
    created_at: user.createdAt.toISOString(),
    activated_at: user.activatedAt?.toISOString() ?? null,
  };
}

function statusOf({ isActive, activatedAt }: User): UserStatus {
  if (isActive) return 'active';
  return activatedAt === null ? 'pending' : 'deactivated';
}
