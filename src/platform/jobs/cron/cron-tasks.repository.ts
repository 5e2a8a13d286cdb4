import { Injectable } from '@nestjs/common';
import { Database } from '../../database/index.js';

/** What is known of a task. */
export interface CronTaskState {
  readonly name: string;
  readonly nextRunAt: Date;
  readonly running: boolean;
  readonly lastStartedAt: Date | null;
  readonly lastFinishedAt: Date | null;
  readonly lastResult: string | null;
  /** Why the last run failed; null when it did not. */
  readonly lastError: string | null;
}

/** How a run ended. */
export interface CronRun {
  readonly finishedAt: Date;
  readonly nextRunAt: Date;
  readonly result: string | null;
  readonly error: string | null;
}

const LONGEST_RESULT = 2_000;

/**
 * The table of cron tasks with their leases. Leases are measured by the database's clock, the only one that all
 * processes share; when a task is due is for the caller to say.
 */
@Injectable()
export class CronTasksRepository {
  constructor(private readonly database: Database) {}

  /** Makes tasks known; a task that is known already keeps its time, unless its schedule has it sooner. */
  async register(tasks: readonly { readonly name: string; readonly nextRunAt: Date }[]): Promise<void> {
    const sorted = tasks.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    await this.database.execute(
      `INSERT INTO cron_tasks AS t (name, next_run_at) SELECT * FROM unnest($1::text[], $2::timestamptz[])
       ON CONFLICT (name) DO UPDATE SET next_run_at = excluded.next_run_at WHERE t.next_run_at > excluded.next_run_at`,
      [sorted.map((task) => task.name), sorted.map((task) => task.nextRunAt)],
    );
  }

  /**
   * Takes those tasks that are due and that nobody runs.
   * @param lease how long they are this owner's, in milliseconds
   * @returns the names of the tasks that the owner is to run now
   */
  async takeDue(names: readonly string[], now: Date, owner: string, lease: number): Promise<string[]> {
    const rows = await this.database.rows<{ name: string }>(
      `UPDATE cron_tasks SET leased_until = clock_timestamp() + $4 * interval '1 millisecond', leased_by = $3,
                             last_started_at = $2
       WHERE name IN (
         SELECT name FROM cron_tasks
         WHERE name = ANY($1) AND next_run_at <= $2 AND (leased_until IS NULL OR leased_until < clock_timestamp())
         FOR UPDATE SKIP LOCKED
       )
       RETURNING name`,
      [names, now, owner, lease],
    );
    return rows.map((row) => row.name);
  }

  /** Prolongs the leases of a live process. */
  async renew(owner: string, lease: number): Promise<void> {
    await this.database.execute(
      `UPDATE cron_tasks SET leased_until = clock_timestamp() + $2 * interval '1 millisecond' WHERE leased_by = $1`,
      [owner, lease],
    );
  }

  /** @returns false when the lease was somebody else's by then */
  async finish(name: string, owner: string, run: CronRun): Promise<boolean> {
    const changed = await this.database.execute(
      `UPDATE cron_tasks SET leased_until = NULL, leased_by = NULL, last_finished_at = $3, next_run_at = $4,
                             last_result = $5, last_error = $6
       WHERE name = $1 AND leased_by = $2`,
      [name, owner, run.finishedAt, run.nextRunAt, run.result?.slice(0, LONGEST_RESULT) ?? null, run.error],
    );
    return changed === 1;
  }

  /** All tasks that ever ran in this system, by name. */
  async all(): Promise<CronTaskState[]> {
    return this.database.rows<CronTaskState>(
      `SELECT name, next_run_at AS "nextRunAt", coalesce(leased_until > clock_timestamp(), false) AS running,
              last_started_at AS "lastStartedAt", last_finished_at AS "lastFinishedAt",
              last_result AS "lastResult", last_error AS "lastError"
       FROM cron_tasks ORDER BY name`,
    );
  }
}
