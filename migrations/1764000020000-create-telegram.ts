import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose Telegram account is whose, what Telegram has told us, and in which language and for which cinema people are told. */
export class CreateTelegram1764000020000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE telegram_links (
        user_id integer PRIMARY KEY CONSTRAINT fk_telegram_links_user REFERENCES users (id) ON DELETE CASCADE,
        tg_id bigint NOT NULL CONSTRAINT uq_telegram_links_tg UNIQUE
          CONSTRAINT ck_telegram_links_tg CHECK (tg_id > 0),
        username varchar(64),
        language varchar(2) CONSTRAINT ck_telegram_links_language CHECK (language IN ('en', 'uk')),
        linked_at timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE telegram_link_codes (
        code_hash char(64) PRIMARY KEY,
        user_id integer NOT NULL CONSTRAINT uq_telegram_link_codes_user UNIQUE
          CONSTRAINT fk_telegram_link_codes_user REFERENCES users (id) ON DELETE CASCADE,
        nonce uuid NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        created_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX ix_telegram_link_codes_expires_at ON telegram_link_codes (expires_at)');
    await runner.query(`
      CREATE TABLE telegram_updates (
        update_id bigint PRIMARY KEY,
        received_at timestamptz NOT NULL
      )`);
    await runner.query('CREATE INDEX ix_telegram_updates_received_at ON telegram_updates (received_at)');
    await runner.query(`
      CREATE TABLE telegram_polling (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        holder uuid NOT NULL,
        held_until timestamptz NOT NULL
      )`);
    await runner.query(`
      CREATE TABLE notification_settings (
        user_id integer PRIMARY KEY CONSTRAINT fk_notification_settings_user REFERENCES users (id) ON DELETE CASCADE,
        language varchar(2) CONSTRAINT ck_notification_settings_language CHECK (language IN ('en', 'uk')),
        cinema_id integer CONSTRAINT fk_notification_settings_cinema REFERENCES cinemas (id) ON DELETE SET NULL,
        quiet_from time,
        quiet_until time,
        time_zone varchar(64),
        CONSTRAINT ck_notification_settings_quiet CHECK ((quiet_from IS NULL) = (quiet_until IS NULL))
      )`);
    await runner.query(
      'CREATE INDEX ix_notification_settings_cinema ON notification_settings (cinema_id) WHERE cinema_id IS NOT NULL',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'notification_settings',
      'telegram_polling',
      'telegram_updates',
      'telegram_link_codes',
      'telegram_links',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}
