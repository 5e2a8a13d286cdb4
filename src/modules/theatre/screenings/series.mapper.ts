import type { Candidate } from './series-candidates.js';
import type { SeriesResponse, SeriesScreening } from './series.dto.js';

/**
 * What goes out of a series.
 * @param id null after a dry run
 * @param ids of the screenings that were added
 */
export function toSeriesResponse(
  id: number | null,
  candidates: readonly Candidate[],
  ids: readonly number[],
): SeriesResponse {
  return {
    id,
    dry_run: id === null,
    possible: candidates.every(({ problem, clashes }) => problem === null && clashes.length === 0),
    screenings: candidates.map(
      ({ localStart, occupation, problem, clashes, nextFreeStart }, index): SeriesScreening => ({
        id: ids[index] ?? null,
        starts_at: occupation?.startsAt.toISOString() ?? null,
        ends_at: occupation?.endsAt.toISOString() ?? null,
        occupied_until: occupation?.occupiedUntil.toISOString() ?? null,
        local_start: localStart,
        clashes: [...clashes],
        next_free_start: nextFreeStart,
        problem,
      }),
    ),
  };
}
