import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import type { HallLayout, Seat } from '../hall.js';
import type { KeptSeat } from './layout-changes.policy.js';
import type { PlannedSeat } from './layout-plan.policy.js';

/** A hall without seats is a row that says nothing but its version. */
type LayoutRow = Partial<Seat> & { readonly version: number };

const SEAT = `s.id, s.row_label AS row, s.number, s.category, s.accessible, s.companion, s.row_position AS "rowPosition",
  s.position, s.gap_before AS "gapBefore"`;

/** The seats of halls. Those that are taken out are kept as retired: tickets name them, and they may come back. */
@Injectable()
export class SeatsRepository {
  constructor(private readonly database: Database) {}

  /** The hall's seats as they are, without those that were retired; undefined where there never was such a hall. */
  async layoutOf(hallId: number): Promise<HallLayout | undefined> {
    const rows = await this.database.prepared<LayoutRow>(
      'hall-layout',
      `SELECT h.layout_version AS version, ${SEAT}
       FROM halls h LEFT JOIN seats s ON s.hall_id = h.id AND s.retired_at IS NULL
       WHERE h.id = $1 ORDER BY s.row_position, s.position`,
      [hallId],
    );
    const [first] = rows;
    if (!first) return undefined;
    return { hallId, version: first.version, seats: rows.filter(isSeat).map(toSeat) };
  }

  /** Every seat that the hall has or had. */
  async allOf(hallId: number): Promise<KeptSeat[]> {
    return this.database.rows<KeptSeat & Record<string, unknown>>(
      `SELECT ${SEAT}, s.retired_at IS NOT NULL AS "isRetired" FROM seats s
       WHERE s.hall_id = $1 ORDER BY s.row_position, s.position`,
      [hallId],
    );
  }

  /** Those of these seats that are held or sold for any of these screenings. */
  async usedAmong(ids: readonly number[], screeningIds: readonly number[], now: Date): Promise<number[]> {
    const rows = await this.database.rows<{ id: number }>(
      `SELECT DISTINCT seat_id AS id FROM seat_allocations
       WHERE screening_id = ANY ($2::int[]) AND seat_id = ANY ($1::int[])
         AND (status IN ('reserved', 'sold') OR (status = 'held' AND expires_at > $3))`,
      [ids, screeningIds, now],
    );
    return rows.map(({ id }) => id);
  }

  /** Adds seats to a hall, changes those that it has, and brings back those that it had. */
  async save(hallId: number, seats: readonly PlannedSeat[]): Promise<void> {
    await this.database.execute(
      `INSERT INTO seats (hall_id, row_label, number, category, accessible, companion, row_position, position, gap_before)
       SELECT $1, s.* FROM json_to_recordset($2::json) AS s ("row" text, number int, category text, accessible boolean,
         companion boolean, "rowPosition" int, position int, "gapBefore" int)
       ON CONFLICT (hall_id, row_label, number) DO UPDATE SET category = excluded.category,
         accessible = excluded.accessible, companion = excluded.companion, row_position = excluded.row_position,
         position = excluded.position, gap_before = excluded.gap_before, retired_at = NULL`,
      [hallId, JSON.stringify(seats)],
    );
  }

  /** Takes seats out that nobody counts on; whatever else is noted of them for these screenings goes with them. */
  async retire(ids: readonly number[], screeningIds: readonly number[], at: Date): Promise<void> {
    await this.database.execute(
      'DELETE FROM seat_allocations WHERE screening_id = ANY ($2::int[]) AND seat_id = ANY ($1::int[])',
      [ids, screeningIds],
    );
    await this.database.execute('UPDATE seats SET retired_at = $2 WHERE id = ANY ($1::int[])', [ids, at]);
  }
}

function isSeat(row: LayoutRow): row is LayoutRow & Seat {
  return typeof row.id === 'number';
}

function toSeat(row: Seat): Seat {
  const { id, number, category, accessible, companion, rowPosition, position, gapBefore } = row;
  return { id, row: row.row, number, category, accessible, companion, rowPosition, position, gapBefore };
}
