import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { ContributesToMovies, type MovieContributor, type Programme } from '../../catalogue/index.js';
import { localTimeOf } from './local-time.policy.js';
import { ProgrammeRepository } from './programme.repository.js';
import { ScreeningOverlapError } from './screening.errors.js';

/** Tells which films are on the programme, keeps those from being deleted, and lets screenings follow their length. */
@ContributesToMovies()
export class ProgrammeContributor implements MovieContributor {
  readonly programme: Programme = {
    table: 'screenings',
    startsAt: 'starts_at',
    counts: `p.status = 'scheduled'`,
  };

  constructor(
    private readonly screenings: ProgrammeRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async reasonToKeep(movieId: number): Promise<string | undefined> {
    const { shown, sold } = await this.screenings.tied(movieId, this.clock.now());
    if (shown) return 'it is on the programme';
    return sold ? 'people have tickets for it' : undefined;
  }

  /** @throws ScreeningOverlapError where a screening would run into the next one */
  async changeLength(movieId: number, minutes: number): Promise<void> {
    const ids = await this.screenings.lockComing(movieId, this.clock.now());
    if (ids.length === 0) return;
    const length = minutes + this.settings.theatre.trailerMinutes;
    const met = await this.screenings.runInto(ids, length);
    if (met.length > 0) {
      const clashes = met.map(({ next, timeZone }) => ({
        screening_id: next.id,
        movie: next.movie,
        starts_at: localTimeOf(next.startsAt, timeZone),
        occupied_until: localTimeOf(next.occupiedUntil, timeZone),
      }));
      throw new ScreeningOverlapError(clashes, null);
    }
    await this.screenings.setLength(ids, length);
  }
}
