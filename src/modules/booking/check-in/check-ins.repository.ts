import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import type { Direction, Passage } from './passages.policy.js';

/** A scan that is on record. */
export interface RecordedScan extends Passage {
  readonly id: number;
  readonly device: string | null;
  readonly actorId: number | null;
}

/** A scan that is to be recorded. */
export interface NewScan {
  readonly ticketId: number;
  readonly direction: Direction;
  readonly accepted: boolean;
  readonly device: string | null;
  /** Who repeats a scan is known by this. */
  readonly scanner: string;
  readonly nonce: string | null;
  readonly actorId: number;
  readonly isOffline: boolean;
  readonly scannedAt: Date;
  readonly recordedAt: Date;
  readonly answer: object;
}

/** What the door knows of a ticket. */
export interface DoorState {
  readonly isInside: boolean;
  /** The first time. */
  readonly checkedInAt: Date;
  readonly checkedInBy: number | null;
}

/** Heads of a screening. */
export interface Heads {
  readonly sold: number;
  readonly checkedIn: number;
  readonly inside: number;
}

/** Scans at the door. */
@Injectable()
export class CheckInsRepository {
  constructor(private readonly database: Database) {}

  /** The scans of a ticket that count, in the order of time. */
  async passagesOf(ticketId: number): Promise<RecordedScan[]> {
    return this.database.prepared<RecordedScan & Record<string, unknown>>(
      'passages-of-ticket',
      `SELECT id, direction, scanned_at AS at, device, actor_id AS "actorId" FROM check_ins
       WHERE ticket_id = $1 AND accepted ORDER BY scanned_at, id`,
      [ticketId],
    );
  }

  /** What the same scanner was answered to the same scan. */
  async answerTo(ticketId: number, scanner: string, nonce: string): Promise<object | undefined> {
    const [row] = await this.database.prepared<{ answer: object }>(
      'answer-to-scan',
      'SELECT answer FROM check_ins WHERE ticket_id = $1 AND nonce = $2 AND scanner = $3',
      [ticketId, nonce, scanner],
    );
    return row?.answer;
  }

  async insert(scan: NewScan): Promise<number> {
    const [row] = await this.database.prepared<{ id: number }>(
      'insert-check-in',
      `INSERT INTO check_ins (ticket_id, direction, accepted, device, scanner, nonce, actor_id, is_offline, scanned_at,
         recorded_at, answer)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) RETURNING id`,
      [
        scan.ticketId,
        scan.direction,
        scan.accepted,
        scan.device,
        scan.scanner,
        scan.nonce,
        scan.actorId,
        scan.isOffline,
        scan.scannedAt,
        scan.recordedAt,
        JSON.stringify(scan.answer),
      ],
    );
    return row?.id ?? 0;
  }

  /** Scans that do not count any more: an earlier one became known. */
  async supersede(ids: readonly number[]): Promise<void> {
    await this.database.execute('UPDATE check_ins SET accepted = false WHERE id = ANY ($1::int[])', [ids]);
  }

  async setState(ticketId: number, { isInside, checkedInAt, checkedInBy }: DoorState): Promise<void> {
    await this.database.prepared(
      'set-door-state',
      `UPDATE tickets SET status = 'used', is_inside = $2, checked_in_at = $3, checked_in_by = $4 WHERE id = $1`,
      [ticketId, isInside, checkedInAt, checkedInBy],
    );
  }

  async headsOf(screeningId: number): Promise<Heads> {
    const [row] = await this.database.prepared<Heads & Record<string, unknown>>(
      'heads-of-screening',
      `SELECT count(*)::int AS sold, count(*) FILTER (WHERE status = 'used')::int AS "checkedIn",
         count(*) FILTER (WHERE is_inside)::int AS inside
       FROM tickets WHERE screening_id = $1 AND status <> 'refunded'`,
      [screeningId],
    );
    return row ?? { sold: 0, checkedIn: 0, inside: 0 };
  }
}
