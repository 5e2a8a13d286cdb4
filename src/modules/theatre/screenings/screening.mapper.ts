import { contentEtag, etagOf } from '../../../platform/http/index.js';
import { posterUrls } from '../../catalogue/index.js';
import { localTimeOf } from './local-time.policy.js';
import type { ScreeningResponse } from './screening.dto.js';
import { isOnSale } from './screening.policy.js';
import type { ScreeningRow } from './screening-rows.repository.js';

/** What goes out of a screening. */
export function toScreeningResponse(row: ScreeningRow, currency: string, now: Date): ScreeningResponse {
  const { status, starts_at: startsAt, sales_start: salesStart, sales_end: salesEnd } = row;
  return {
    id: row.id,
    status,
    starts_at: startsAt.toISOString(),
    ends_at: row.ends_at.toISOString(),
    occupied_until: row.occupied_until.toISOString(),
    local_start: localTimeOf(startsAt, row.time_zone),
    local_date: row.local_date,
    cinema_id: row.cinema_id,
    hall_id: row.hall_id,
    movie_uuid: row.movie_uuid,
    base_price: row.base_price,
    currency,
    language: row.language,
    subtitles: row.subtitles,
    format: row.format,
    cleaning_minutes: row.cleaning_minutes,
    sales_start: salesStart?.toISOString() ?? null,
    sales_end: salesEnd?.toISOString() ?? null,
    on_sale: isOnSale({ status, startsAt, salesStart, salesEnd }, now),
    free_seats: row.free_seats,
    series_id: row.series_id,
    canceled_at: row.canceled_at?.toISOString() ?? null,
    cancel_reason: row.cancel_reason,
    cinema: { id: row.cinema_id, name: row.cinema_name, address: row.address, time_zone: row.time_zone },
    hall: {
      id: row.hall_id,
      cinema_id: row.cinema_id,
      name: row.hall_name,
      type: row.hall_type,
      capacity: row.capacity,
    },
    movie: {
      uuid: row.movie_uuid,
      name: row.movie_name,
      year: row.year,
      time: row.time,
      certification: row.certification,
      min_age: row.min_age,
      poster: posterUrls(row.poster),
    },
  };
}

/** Who edits a screening is not disturbed by seats that are taken meanwhile. */
export function screeningEtag({ version }: ScreeningRow, response: ScreeningResponse): string {
  return contentEtag(String(version), etagOf(JSON.stringify(response)).slice(1, 13));
}
