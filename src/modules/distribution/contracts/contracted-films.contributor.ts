import { Clock } from '../../../platform/clock/index.js';
import { ContributesToMovies, type MovieContributor } from '../../catalogue/index.js';
import { localDateOf } from '../../theatre/index.js';
import { ContractPartiesRepository } from './contract-parties.repository.js';

/** Keeps films from being deleted while distributors lend them. */
@ContributesToMovies()
export class ContractedFilms implements MovieContributor {
  constructor(
    private readonly contracts: ContractPartiesRepository,
    private readonly clock: Clock,
  ) {}

  async reasonToKeep(movieId: number): Promise<string | undefined> {
    const today = localDateOf(this.clock.now(), 'UTC');
    const until = await this.contracts.contractedUntil(movieId, today);
    return until === null ? undefined : `there is a rental contract for it until ${until}`;
  }
}
