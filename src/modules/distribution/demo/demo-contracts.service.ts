import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { daysAfter, localDateOf } from '../../theatre/index.js';
import { ContractsRepository } from '../contracts/contracts.repository.js';
import { DistributorsRepository } from '../distributors/distributors.repository.js';
import { DEMO_DISTRIBUTORS, type DemoDistributor } from './demo-distributors.js';
import { DemoContractsRepository, type ShownFilm } from './demo-contracts.repository.js';

const DAYS = 364;

/** Who lends the films of the default start to its cinemas, and for how much. */
@Injectable()
export class DemoContractsService {
  private readonly logger = new Logger(DemoContractsService.name);

  constructor(
    private readonly transaction: Transaction,
    private readonly demo: DemoContractsRepository,
    private readonly distributors: DistributorsRepository,
    private readonly contracts: ContractsRepository,
    private readonly clock: Clock,
  ) {}

  /** Makes contracts for what the demo's cinemas show, unless there ever was a distributor. */
  async fill(): Promise<void> {
    const made = await this.transaction.run(async () => {
      await this.demo.lockCinemas();
      const films = await this.demo.shownFilms();
      if (films.length === 0 || (await this.demo.hadDistributors())) return 0;
      let contracts = 0;
      for (const distributor of DEMO_DISTRIBUTORS) {
        const lent = films.filter(({ cinema }) => cinema.timeZone === distributor.timeZone);
        contracts += await this.lend(distributor, lent);
      }
      return contracts;
    });
    if (made > 0) this.logger.log(`${DEMO_DISTRIBUTORS.length} demo distributors lend ${made} films.`);
  }

  /** The best known film may have a contract of its own for the largest halls. */
  private async lend(
    { content, terms, largeHallShares }: DemoDistributor,
    films: readonly ShownFilm[],
  ): Promise<number> {
    const now = this.clock.now();
    const { id, name, paymentDays } = await this.distributors.insert(content, now);
    for (const [index, { movie, cinema }] of films.entries()) {
      const startsOn = localDateOf(now, cinema.timeZone);
      const parties = { distributor: { id, name, paymentDays }, movie, cinema };
      const contract = { ...parties, ...terms, startsOn, endsOn: daysAfter(startsOn, DAYS - 1) };
      await this.contracts.insert({ ...contract, hallType: null, format: null }, now);
      if (index > 0 || !largeHallShares) continue;
      const large = { ...contract, hallType: 'imax' as const, format: null };
      await this.contracts.insert({ ...large, weeklyShares: largeHallShares }, now);
    }
    return films.length;
  }
}
