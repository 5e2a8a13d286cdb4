import { contentEtag } from '../../../platform/http/index.js';
import type { CinemaResponse } from './cinema.dto.js';
import type { Cinema, CinemaContent } from './cinemas.repository.js';

/** What goes out of a cinema. */
export function toCinemaResponse(cinema: Cinema): CinemaResponse {
  return { id: cinema.id, ...cinemaFacts(cinema) };
}

/** What editors say of a cinema, by the names that they use. */
export function cinemaFacts(cinema: CinemaContent): Omit<CinemaResponse, 'id'> {
  return {
    name: cinema.name,
    address: cinema.address,
    time_zone: cinema.timeZone,
    latitude: cinema.latitude,
    longitude: cinema.longitude,
    opening_hours: cinema.openingHours && [...cinema.openingHours],
  };
}

export function cinemaEtag({ version }: Cinema): string {
  return contentEtag(String(version), 'cinema');
}
