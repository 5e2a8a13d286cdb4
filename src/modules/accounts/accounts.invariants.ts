import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';
import { CLEANUP_SECONDS } from './cleanup/token-cleanup.task.js';

const TABLES = ['activation_tokens', 'password_reset_tokens', 'refresh_tokens', 'sessions'] as const;

@StatesInvariants()
export class AccountsInvariants {
  readonly invariants: readonly Invariant[] = [
    ...TABLES.map((table) => ({
      name: `${table} are removed within two runs of the cleanup`,
      sql: `SELECT id, expires_at FROM ${table} WHERE expires_at < now() - interval '${2 * CLEANUP_SECONDS} seconds'`,
    })),
    {
      name: 'there is an active administrator once there was one',
      sql: `SELECT count(*) AS administrators FROM users u JOIN user_groups g ON g.id = u.group_id WHERE g.name = 'admin'
            HAVING count(*) > 0 AND count(*) FILTER (WHERE u.is_active) = 0`,
    },
    {
      name: 'nobody who is not active has a session that lives',
      sql: `SELECT s.id, s.user_id FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.ended_at IS NULL AND s.expires_at > now() AND NOT u.is_active`,
    },
  ];
}
