import { Injectable } from '@nestjs/common';
import { Database } from '../database/index.js';
import { currentRequest } from '../http/request-context.js';

/** What somebody changed. */
export interface AuditEntry {
  /** Who did it; null for commands and tasks of the program itself. */
  readonly actorId: number | null;
  /** What was done, as `thing.verb`: `user.change-group`. */
  readonly action: string;
  /** To what, as `thing:id`: `user:17`. */
  readonly target: string;
  /** The changed members before and after; never secrets. */
  readonly before?: Readonly<Record<string, unknown>> | undefined;
  readonly after?: Readonly<Record<string, unknown>> | undefined;
}

/** Who changed what: written in the transaction of the change, so that there is neither without the other. */
@Injectable()
export class AuditLog {
  constructor(private readonly database: Database) {}

  /** @throws Error outside a transaction */
  async record(entry: AuditEntry): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      `INSERT INTO audit_log (actor_id, action, target, before, after, request_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [
        entry.actorId,
        entry.action,
        entry.target,
        entry.before ?? null,
        entry.after ?? null,
        currentRequest()?.id ?? null,
      ],
    );
  }

  /** Leaves of entries about a deleted person who changed what, and nothing of what it said. */
  async forget(action: string, target: string): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute(
      'UPDATE audit_log SET before = NULL, after = NULL WHERE action = $1 AND target = $2',
      [action, target],
    );
  }
}
