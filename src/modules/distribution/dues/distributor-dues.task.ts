import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { BoxOfficeFiguresRepository } from '../../booking/index.js';
import { daysAfter, localDateOf } from '../../theatre/index.js';
import { ContractScreeningsRepository } from '../contracts/contract-screenings.repository.js';
import { ContractTermsRepository } from '../settlements/contract-terms.repository.js';
import type { Statement } from '../settlements/statement.policy.js';
import { Statements } from '../settlements/statements.service.js';
import { type DueReview, DueReviewRepository } from './due-review.repository.js';
import { DuesRepository, type ProposedDue } from './dues.repository.js';

const EVERY_SECONDS = 3_600;
const BATCH = 10;
/** How long a sale may take from the time that it is booked with until others see it. */
const UNSEEN_MS = 600_000;

/**
 * Proposes what each film week that is over comes to, and keeps proposals up to date until the week is closed. It looks where
 * something has changed since it looked last, and once a day at all film weeks that are not closed.
 */
@CronTask({ name: 'distributor-dues', everySeconds: EVERY_SECONDS })
export class DistributorDuesTask implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly reviews: DueReviewRepository,
    private readonly boxOffice: BoxOfficeFiguresRepository,
    private readonly screenings: ContractScreeningsRepository,
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly dues: DuesRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const stale = await this.reviews.stale();
    const review = await this.reviewSince(
      await this.reviews.lookedAt(),
      now,
      stale.map(({ movieId }) => movieId),
    );
    let changed = 0;
    let looked = 0;
    let ids: number[] = [];
    do {
      ids = await this.reviews.contracts(review, ids.at(-1) ?? 0, BATCH);
      changed += await this.propose(ids);
      looked += ids.length;
    } while (ids.length === BATCH);
    await this.reviews.finish(now, stale);
    return `proposed or changed ${changed} dues of ${looked} contracts`;
  }

  private async reviewSince(
    lookedAt: Date | null,
    now: Date,
    movieIds: readonly number[],
  ): Promise<DueReview> {
    if (lookedAt === null || localDateOf(lookedAt, 'UTC') !== localDateOf(now, 'UTC'))
      return { now, isOfAll: true, movieIds: [], weeks: [] };
    const since = new Date(lookedAt.getTime() - UNSEEN_MS);
    const weeks = await this.screenings.weeksOf(await this.boxOffice.changedSince(since, now));
    return { now, isOfAll: false, movieIds, weeks };
  }

  private propose(contractIds: readonly number[]): Promise<number> {
    if (contractIds.length === 0) return Promise.resolve(0);
    return this.transaction.run(async () => {
      const statements = await this.statements.of(await this.terms.lockAll(contractIds));
      const dues = statements.flatMap((statement) => duesOf(statement, this.settings.currency));
      const dropped = await this.dues.dropOthers(contractIds, dues);
      return dropped + (await this.dues.propose(dues, this.clock.now()));
    });
  }
}

function duesOf({ terms, weeks }: Statement, currency: string): ProposedDue[] {
  return weeks
    .filter(({ status }) => status === 'draft')
    .map(({ week, due, endsOn }) => ({
      contractId: terms.id,
      week,
      amount: due,
      currency,
      dueOn: daysAfter(endsOn, terms.paymentDays),
    }));
}
