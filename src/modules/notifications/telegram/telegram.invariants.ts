import { type Invariant, StatesInvariants } from '../../../platform/invariants/index.js';
import { CLEANUP_SECONDS } from './updates/telegram-cleanup.task.js';

@StatesInvariants()
export class TelegramInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'deleted accounts are linked to nobody, and have nothing to say of how they are told',
      sql: `SELECT u.id, kept.what FROM users u JOIN (
              SELECT user_id, 'telegram link' AS what FROM telegram_links
              UNION SELECT user_id, 'telegram code' FROM telegram_link_codes
              UNION SELECT user_id, 'notification settings' FROM notification_settings
            ) kept ON kept.user_id = u.id WHERE u.deleted_at IS NOT NULL`,
    },
    {
      name: 'codes of deep links go soon after they have expired',
      sql: `SELECT user_id, expires_at FROM telegram_link_codes
            WHERE expires_at < now() - interval '${2 * CLEANUP_SECONDS} seconds'`,
    },
  ];
}
