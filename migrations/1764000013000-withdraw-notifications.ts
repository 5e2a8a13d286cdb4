import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What notifications that tell several things together are made of, and what nobody is to be told any more. */
export class WithdrawNotifications1764000013000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE notification_parts (
        notification_id integer NOT NULL CONSTRAINT fk_notification_parts_notification
          REFERENCES notifications (id) ON DELETE CASCADE,
        part varchar(100) NOT NULL,
        actor_id integer CONSTRAINT fk_notification_parts_actor REFERENCES users (id) ON DELETE SET NULL,
        facts jsonb NOT NULL,
        event_id bigint NOT NULL,
        happened_at timestamptz NOT NULL,
        PRIMARY KEY (notification_id, part)
      )`);
    await runner.query('CREATE INDEX ix_notification_parts_part ON notification_parts (part)');
    await runner.query('CREATE INDEX ix_notification_parts_actor ON notification_parts (actor_id)');
    await runner.query('CREATE INDEX ix_notifications_subject ON notifications (subject, kind)');
    await runner.query(`
      CREATE TABLE withdrawn_notices (
        subject varchar(100) NOT NULL,
        kind varchar(40) NOT NULL,
        withdrawn_at timestamptz NOT NULL,
        PRIMARY KEY (subject, kind)
      )`);
    await runner.query('CREATE INDEX ix_withdrawn_notices_withdrawn_at ON withdrawn_notices (withdrawn_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE withdrawn_notices');
    await runner.query('DROP INDEX ix_notifications_subject');
    await runner.query('DROP TABLE notification_parts');
  }
}
