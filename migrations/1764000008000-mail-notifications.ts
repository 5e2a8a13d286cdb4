import type { MigrationInterface, QueryRunner } from 'typeorm';

export class MailNotifications1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE notifications
        ADD COLUMN shown boolean NOT NULL DEFAULT true,
        ADD COLUMN mail_since timestamptz,
        ADD CONSTRAINT ck_notifications_mail CHECK (mail_since IS NULL OR read_at IS NULL),
        ADD CONSTRAINT ck_notifications_shown CHECK (shown OR mail_since IS NOT NULL)`);
    await runner.query('DROP INDEX uq_notifications_unread');
    await runner.query(
      'CREATE UNIQUE INDEX uq_notifications_unread ON notifications (user_id, kind, subject, shown) WHERE read_at IS NULL',
    );
    await runner.query(
      'CREATE INDEX ix_notifications_unmailed ON notifications (user_id) WHERE mail_since IS NOT NULL',
    );
    await runner.query(`
      ALTER TABLE notification_preferences
        ALTER COLUMN in_app DROP NOT NULL,
        ADD COLUMN mail boolean,
        ADD COLUMN telegram boolean`);
    await runner.query(`
      CREATE TABLE notification_digests (
        user_id integer PRIMARY KEY CONSTRAINT fk_notification_digests_user REFERENCES users (id) ON DELETE CASCADE,
        due_at timestamptz,
        mailed_at timestamptz,
        unsubscribed_at timestamptz
      )`);
    await runner.query(
      'CREATE INDEX ix_notification_digests_due ON notification_digests (due_at, user_id) WHERE due_at IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE unsubscribe_tokens (
        token char(64) PRIMARY KEY,
        user_id integer NOT NULL CONSTRAINT fk_unsubscribe_tokens_user REFERENCES users (id) ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await runner.query('CREATE INDEX ix_unsubscribe_tokens_user ON unsubscribe_tokens (user_id)');
    await runner.query('CREATE INDEX ix_unsubscribe_tokens_created_at ON unsubscribe_tokens (created_at)');
    await runner.query(
      'DELETE FROM notification_actors a USING users u WHERE u.id = a.actor_id AND u.deleted_at IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE unsubscribe_tokens');
    await runner.query('DROP TABLE notification_digests');
    await runner.query('DELETE FROM notification_preferences WHERE in_app IS NULL');
    await runner.query(
      'ALTER TABLE notification_preferences ALTER COLUMN in_app SET NOT NULL, DROP COLUMN mail, DROP COLUMN telegram',
    );
    await runner.query('DELETE FROM notifications WHERE NOT shown');
    await runner.query('ALTER TABLE notifications DROP COLUMN shown, DROP COLUMN mail_since');
    await runner.query(
      'CREATE UNIQUE INDEX uq_notifications_unread ON notifications (user_id, kind, subject) WHERE read_at IS NULL',
    );
  }
}
