import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../../platform/lists/index.js';
import type { HallType, ScreeningFormat } from '../../../theatre/index.js';
import { JOIN_CONTRACT, withoutContract } from '../contract-of-screening.js';

/** A screening that no contract fits. */
export interface UncontractedScreening {
  readonly id: number;
  readonly format: ScreeningFormat;
  readonly startsAt: Date;
  readonly movie: { readonly uuid: string; readonly name: string; readonly year: number };
  readonly cinema: { readonly id: number; readonly name: string; readonly timeZone: string };
  readonly hall: { readonly id: number; readonly name: string; readonly type: HallType };
  readonly keys: readonly string[];
}

/** Which screenings to look at; both days count. */
export interface ProblemFilter {
  readonly from: string;
  readonly to: string;
  readonly cinemaId: number | undefined;
}

/** Screenings that no contract fits. */
@Injectable()
export class ContractProblemsRepository {
  constructor(private readonly database: Database) {}

  async count({ from, to, cinemaId }: ProblemFilter): Promise<number> {
    const parameters = new SqlParameters();
    const condition = withoutContract(from, to, { cinemaId }, parameters);
    const [row] = await this.database.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM screenings s ${JOIN_CONTRACT} WHERE ${condition}`,
      parameters.values,
    );
    return row?.n ?? 0;
  }

  async page(
    { from, to, cinemaId }: ProblemFilter,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<UncontractedScreening[]> {
    const parameters = new SqlParameters();
    const condition = withoutContract(from, to, { cinemaId }, parameters);
    const window = windowOf(parameters);
    const rows = await this.database.rows<UncontractedScreening & Record<string, unknown>>(
      `SELECT s.id, s.format, s.starts_at AS "startsAt", ARRAY[${window.keyColumns}] AS keys,
         json_build_object('uuid', m.uuid, 'name', m.name, 'year', m.year) AS movie,
         json_build_object('id', z.id, 'name', z.name, 'timeZone', z.time_zone) AS cinema,
         json_build_object('id', h.id, 'name', h.name, 'type', h.type) AS hall
       FROM screenings s ${JOIN_CONTRACT}
       JOIN movies m ON m.id = s.movie_id JOIN cinemas z ON z.id = s.cinema_id JOIN halls h ON h.id = s.hall_id
       WHERE ${condition} AND ${window.condition ?? 'true'}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }
}
