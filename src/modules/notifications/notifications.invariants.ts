import { type Invariant, StatesInvariants } from '../../platform/invariants/index.js';

@StatesInvariants()
export class NotificationsInvariants {
  readonly invariants: readonly Invariant[] = [
    {
      name: 'what waits to be mailed has a digest that is due',
      sql: `SELECT n.id, n.user_id FROM notifications n LEFT JOIN notification_digests d ON d.user_id = n.user_id
            WHERE n.mail_since IS NOT NULL AND d.due_at IS NULL`,
    },
    {
      name: 'nobody is told of what they did themselves',
      sql: `SELECT n.id, n.user_id FROM notifications n JOIN notification_actors a ON a.notification_id = n.id
            WHERE a.actor_id = n.user_id`,
    },
    {
      name: 'deleted accounts are told nothing, and nobody is told of them',
      sql: `SELECT u.id, kept.what FROM users u JOIN (
              SELECT user_id, 'notification' AS what FROM notifications
              UNION SELECT user_id, 'preference' FROM notification_preferences
              UNION SELECT user_id, 'digest' FROM notification_digests
              UNION SELECT user_id, 'unsubscribe token' FROM unsubscribe_tokens
              UNION SELECT user_id, 'telegram message' FROM telegram_messages
              UNION SELECT unnest(actor_ids), 'actor of a telegram message' FROM telegram_messages
              UNION SELECT actor_id, 'actor' FROM notification_actors
              UNION SELECT actor_id, 'part' FROM notification_parts
            ) kept ON kept.user_id = u.id WHERE u.deleted_at IS NOT NULL`,
    },
    {
      name: 'what was withdrawn is not told',
      sql: `SELECT n.id, n.user_id FROM notifications n
            LEFT JOIN notification_parts p ON p.notification_id = n.id
            JOIN withdrawn_notices w ON w.kind = n.kind AND w.subject IN (n.subject, p.part)`,
    },
    {
      name: 'what was withdrawn does not wait to be sent',
      sql: `SELECT m.id, m.user_id FROM telegram_messages m
            JOIN withdrawn_notices w ON w.kind = m.kind AND w.subject IN (m.subject, m.part)
            WHERE m.sent_at IS NULL AND m.failed_at IS NULL`,
    },
    {
      name: 'what is told together says what came last',
      sql: `SELECT n.id, n.user_id FROM notifications n JOIN (
              SELECT DISTINCT ON (notification_id) notification_id, facts FROM notification_parts
              ORDER BY notification_id, event_id DESC
            ) p ON p.notification_id = n.id WHERE p.facts <> n.facts`,
    },
  ];
}
