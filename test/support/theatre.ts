import type { HallType, SeatCategory } from '../../src/modules/theatre/halls/hall.js';
import { next } from './factories.js';
import type { TestApp } from './test-app.js';

/** Where the rows go: an application, or a database alone. */
type Place = Pick<TestApp, 'database'>;

export interface TestCinema {
  readonly id: number;
  readonly name: string;
  readonly timeZone: string;
}

export interface TestSeat {
  readonly id: number;
  readonly row: string;
  readonly number: number;
}

export interface TestHall {
  readonly id: number;
  readonly name: string;
  readonly type: HallType;
  readonly cinema: TestCinema;
  /** Row by row from the screen, each in the order of its numbers. */
  readonly seats: readonly TestSeat[];
  /** The id of a seat by its name: `B4`. */
  seat(name: string): number;
}

export interface TestScreening {
  readonly id: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly hall: TestHall;
  readonly movie: { readonly id: number; readonly uuid: string };
}

/** What a seat is beside a standard one. */
interface SeatFacts {
  readonly category?: SeatCategory;
  readonly accessible?: boolean;
  readonly companion?: boolean;
  readonly gapBefore?: number;
}

export interface HallOverrides {
  readonly cinema?: TestCinema;
  readonly name?: string;
  readonly type?: HallType;
  /** How many rows, A first. */
  readonly rows?: number;
  readonly perRow?: number;
  readonly cleaningMinutes?: number;
  /** What the seat of a row and number is; a standard one without gap unless it says otherwise. */
  readonly seatFacts?: (row: string, number: number) => SeatFacts;
}

export interface ScreeningOverrides {
  readonly hall?: TestHall;
  /** A film that there is, such as `aMovie` gives; otherwise a new one of two hours. */
  readonly movie?: { readonly uuid: string };
  /** Tomorrow at 18:00 UTC, or after everything else in the hall. */
  readonly startsAt?: Date;
  readonly minutes?: number;
  readonly basePrice?: string;
  readonly format?: '2D' | '3D';
  readonly language?: string | null;
  readonly salesStart?: Date | null;
  readonly salesEnd?: Date | null;
}

const MINUTE = 60_000;

/** Enters a cinema. */
export async function aCinema(
  { database }: Place,
  overrides: { readonly name?: string; readonly timeZone?: string; readonly address?: string } = {},
): Promise<TestCinema> {
  const {
    name = `Cinema ${next()}`,
    timeZone = 'Europe/Berlin',
    address = 'Hauptstraße 1, Berlin',
  } = overrides;
  const [row] = await database.query<{ id: number }>(
    'INSERT INTO cinemas (name, address, time_zone) VALUES ($1, $2, $3) RETURNING id',
    [name, address, timeZone],
  );
  return { id: idOf(row), name, timeZone };
}

/** Enters a hall with its seats: 4 rows of 6, unless told otherwise. */
export async function aHall(place: Place, overrides: HallOverrides = {}): Promise<TestHall> {
  const { rows = 4, perRow = 6, type = 'standard', cleaningMinutes = 15, seatFacts = () => ({}) } = overrides;
  const { name = `Hall ${next()}` } = overrides;
  const cinema = overrides.cinema ?? (await aCinema(place));
  const [hall] = await place.database.query<{ id: number }>(
    `INSERT INTO halls (cinema_id, name, type, cleaning_minutes, capacity) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [cinema.id, name, type, cleaningMinutes, rows * perRow],
  );
  const seats = seatRows(rows, perRow, seatFacts);
  const entered = await place.database.query<TestSeat>(
    `INSERT INTO seats (hall_id, row_label, number, category, accessible, companion, row_position, position, gap_before)
     SELECT $1, s.* FROM jsonb_to_recordset($2::jsonb) AS s (row_label text, number int, category text,
       accessible boolean, companion boolean, row_position int, position int, gap_before int)
     RETURNING id, row_label AS row, number`,
    [idOf(hall), JSON.stringify(seats)],
  );
  return {
    id: idOf(hall),
    name,
    type,
    cinema,
    seats: entered,
    seat: (wanted) => idOf(entered.find(({ row, number }) => `${row}${number}` === wanted)),
  };
}

/** Puts a film on the programme; in a hall of its own unless one is given. */
export async function aScreening(place: Place, overrides: ScreeningOverrides = {}): Promise<TestScreening> {
  const { minutes = 120, basePrice = '12.00', format = '2D', language = 'en' } = overrides;
  const { salesStart = null, salesEnd = null } = overrides;
  const hall = overrides.hall ?? (await aHall(place));
  const movie = overrides.movie
    ? await movieWith(place, overrides.movie.uuid)
    : await enterMovie(place, minutes);
  const startsAt = overrides.startsAt ?? (await freeStart(place, hall));
  const endsAt = new Date(startsAt.getTime() + movie.time * MINUTE);
  const [row] = await place.database.query<{ id: number }>(
    `INSERT INTO screenings (cinema_id, hall_id, movie_id, starts_at, ends_at, occupied_until, local_date, base_price,
       format, language, sales_start, sales_end)
     SELECT $1, h.id, $3, $4, $5, $5::timestamptz + h.cleaning_minutes * interval '1 minute',
       ($4::timestamptz AT TIME ZONE $6)::date, $7, $8, $9, $10, $11
     FROM halls h WHERE h.id = $2 RETURNING id`,
    [
      hall.cinema.id,
      hall.id,
      movie.id,
      startsAt,
      endsAt,
      hall.cinema.timeZone,
      basePrice,
      format,
      language,
      salesStart,
      salesEnd,
    ],
  );
  return { id: idOf(row), startsAt, endsAt, hall, movie };
}

function seatRows(rows: number, perRow: number, factsOf: (row: string, number: number) => SeatFacts) {
  return Array.from({ length: rows }, (_, rowPosition) => {
    const row = String.fromCharCode('A'.charCodeAt(0) + rowPosition);
    let position = -1;
    return Array.from({ length: perRow }, (__, index) => {
      const facts = factsOf(row, index + 1);
      position += 1 + (facts.gapBefore ?? 0);
      return {
        row_label: row,
        number: index + 1,
        category: facts.category ?? 'standard',
        accessible: facts.accessible ?? false,
        companion: facts.companion ?? false,
        row_position: rowPosition,
        position,
        gap_before: facts.gapBefore ?? 0,
      };
    });
  }).flat();
}

async function enterMovie(
  { database }: Place,
  minutes: number,
): Promise<{ id: number; uuid: string; time: number }> {
  const name = `Shown film ${next()}`;
  await database.query(
    `INSERT INTO certifications (name, name_folded) SELECT 'PG', 'pg' WHERE NOT EXISTS (SELECT FROM certifications WHERE name = 'PG')`,
  );
  const [movie] = await database.query<{ id: number; uuid: string; time: number }>(
    `INSERT INTO movies (name, name_folded, year, time, imdb, votes, description, price, certification_id)
     SELECT $1::text, lower($1::text), 1995, $2::int, 7.5, 1000, 'Somebody wants something badly.', 9.99, id
     FROM certifications WHERE name = 'PG' RETURNING id, uuid, time`,
    [name, minutes],
  );
  await database.query('INSERT INTO movie_stats (movie_id) VALUES ($1)', [idOf(movie)]);
  return movie as { id: number; uuid: string; time: number };
}

async function movieWith({ database }: Place, uuid: string) {
  const [movie] = await database.query<{ id: number; uuid: string; time: number }>(
    'SELECT id, uuid, time FROM movies WHERE uuid = $1',
    [uuid],
  );
  if (!movie) throw new Error(`There is no film ${uuid}.`);
  return movie;
}

async function freeStart({ database }: Place, hall: TestHall): Promise<Date> {
  const [row] = await database.query<{ free: Date | null }>(
    'SELECT max(occupied_until) AS free FROM screenings WHERE hall_id = $1',
    [hall.id],
  );
  const tomorrow = new Date(Date.now() + 24 * 60 * MINUTE);
  tomorrow.setUTCHours(18, 0, 0, 0);
  return row?.free && row.free > tomorrow ? row.free : tomorrow;
}

function idOf(row: { readonly id: number } | undefined): number {
  if (!row) throw new Error('There is no such row.');
  return row.id;
}
