import { contentEtag } from '../../../platform/http/index.js';
import type { HallResponse } from './hall.dto.js';
import type { Hall, HallContent } from './halls.repository.js';

/** What goes out of a hall. */
export function toHallResponse(hall: Hall): HallResponse {
  return { id: hall.id, cinema_id: hall.cinemaId, ...hallFacts(hall), capacity: hall.capacity };
}

/** What editors say of a hall, by the names that they use. */
export function hallFacts({ name, type, cleaningMinutes }: HallContent) {
  return { name, type, cleaning_minutes: cleaningMinutes };
}

/** Who edits a hall is not disturbed by changes of its seats, which its capacity shows. */
export function hallEtag({ version, layoutVersion }: Hall): string {
  return contentEtag(String(version), String(layoutVersion));
}
