import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateJobs1764000001000 implements MigrationInterface {
  name = 'CreateJobs1764000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        name varchar(100) NOT NULL,
        payload jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        not_before timestamptz NOT NULL DEFAULT now(),
        dispatched_at timestamptz,
        delivered_at timestamptz,
        attempts smallint NOT NULL DEFAULT 0 CHECK (attempts >= 0),
        failed_at timestamptz,
        last_error varchar(2000),
        CONSTRAINT ck_outbox_one_end CHECK (delivered_at IS NULL OR failed_at IS NULL)
      )`);
    const open = 'delivered_at IS NULL AND failed_at IS NULL';
    await runner.query(
      `CREATE INDEX ix_outbox_waiting ON outbox (not_before, id) WHERE dispatched_at IS NULL AND ${open}`,
    );
    await runner.query(`CREATE INDEX ix_outbox_open ON outbox (dispatched_at, id) WHERE ${open}`);
    await runner.query('CREATE INDEX ix_outbox_failed ON outbox (failed_at, id) WHERE failed_at IS NOT NULL');
    await runner.query(
      'CREATE INDEX ix_outbox_delivered ON outbox (delivered_at) WHERE delivered_at IS NOT NULL',
    );
    await runner.query(`
      CREATE TABLE cron_tasks (
        name varchar(100) PRIMARY KEY,
        next_run_at timestamptz NOT NULL,
        leased_until timestamptz,
        leased_by varchar(100),
        last_started_at timestamptz,
        last_finished_at timestamptz,
        last_result varchar(2000),
        last_error varchar(2000),
        CONSTRAINT ck_cron_tasks_lease CHECK ((leased_until IS NULL) = (leased_by IS NULL))
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE cron_tasks');
    await runner.query('DROP TABLE outbox');
  }
}
