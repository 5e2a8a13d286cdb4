import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type FiguresScope, scopeParameters } from './span.js';

/** How full screenings were. */
export interface SeatSums {
  readonly screenings: number;
  /** Seats of the halls but for those that were blocked. */
  readonly offered: number;
  /** Taken by tickets that were not given back. */
  readonly sold: number;
}

/** How full screenings were, in all ways that reports show. */
export interface SeatFigures {
  readonly days: readonly (SeatSums & { readonly day: string })[];
  readonly halls: readonly (SeatSums & { readonly hall: string; readonly cinema: string })[];
  /** 1 for Monday to 7 for Sunday. */
  readonly weekdays: readonly (SeatSums & { readonly weekday: number })[];
  /** In which they began, by the clocks of the cinema. */
  readonly hours: readonly (SeatSums & { readonly hour: number })[];
  readonly films: readonly (SeatSums & { readonly movieId: number; readonly film: string })[];
}

interface SeatRow extends SeatSums {
  readonly [column: string]: unknown;
  readonly dimension: keyof SeatFigures;
}

/** Screenings of days `$1` to `$2` of cinema `$3` that were not canceled, with what was taken of their seats. */
const SCREENINGS = `
  SELECT s.local_date AS day, s.hall_id, s.movie_id, extract(isodow FROM s.local_date)::integer AS weekday,
    extract(hour FROM s.starts_at AT TIME ZONE c.time_zone)::integer AS hour,
    greatest(h.capacity - coalesce(a.blocked, 0), coalesce(a.sold, 0)) AS offered, coalesce(a.sold, 0) AS sold
  FROM screenings s JOIN halls h ON h.id = s.hall_id JOIN cinemas c ON c.id = s.cinema_id
  LEFT JOIN (
    SELECT screening_id, count(*) FILTER (WHERE status = 'sold') AS sold, count(*) FILTER (WHERE status = 'blocked') AS blocked
    FROM seat_allocations WHERE status IN ('sold', 'blocked') GROUP BY screening_id) a ON a.screening_id = s.id
  WHERE s.status = 'scheduled' AND s.local_date BETWEEN $1::date AND $2::date AND ($3::integer IS NULL OR s.cinema_id = $3)`;

/** Seats that were offered, and those that were taken. */
@Injectable()
export class ScreeningSeatsRepository {
  constructor(private readonly database: Database) {}

  async figures(scope: FiguresScope): Promise<SeatFigures> {
    const rows = await this.database.rows<SeatRow>(
      `SELECT CASE GROUPING(g.day, g.hall_id, g.weekday, g.hour, g.movie_id)
           WHEN 15 THEN 'days' WHEN 23 THEN 'halls' WHEN 27 THEN 'weekdays' WHEN 29 THEN 'hours' ELSE 'films' END AS dimension,
         g.day::text, g.weekday, g.hour, g.movie_id AS "movieId", min(h.name) AS hall, min(c.name) AS cinema,
         min(m.name || ' (' || m.year || ')') AS film, count(*)::int AS screenings, sum(g.offered)::int AS offered,
         sum(g.sold)::int AS sold
       FROM (${SCREENINGS}) g JOIN halls h ON h.id = g.hall_id JOIN cinemas c ON c.id = h.cinema_id
       JOIN movies m ON m.id = g.movie_id
       GROUP BY GROUPING SETS ((g.day), (g.hall_id), (g.weekday), (g.hour), (g.movie_id))
       ORDER BY g.day, g.weekday, g.hour, cinema, hall, film`,
      scopeParameters(scope),
    );
    const of = <Dimension extends keyof SeatFigures>(dimension: Dimension): SeatFigures[Dimension] =>
      rows.filter((row) => row.dimension === dimension) as unknown as SeatFigures[Dimension];
    return {
      days: of('days'),
      halls: of('halls'),
      weekdays: of('weekdays'),
      hours: of('hours'),
      films: of('films'),
    };
  }
}
