import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that were sent with an `Idempotency-Key`, and what was answered; rows go after a day. */
export class CreateIdempotency1764000009000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        principal varchar(40) NOT NULL,
        key varchar(255) NOT NULL,
        request_hash char(64) NOT NULL,
        claim uuid NOT NULL DEFAULT gen_random_uuid(),
        locked_until timestamptz NOT NULL,
        answer_status smallint CHECK (answer_status BETWEEN 200 AND 499),
        answer_headers jsonb,
        answer_body text,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT pk_idempotency_keys PRIMARY KEY (principal, key),
        CONSTRAINT ck_idempotency_keys_answer CHECK ((answer_status IS NULL) = (answer_headers IS NULL))
      )`);
    await runner.query('CREATE INDEX ix_idempotency_keys_created_at ON idempotency_keys (created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
