import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { daysAfter } from '../../theatre/index.js';
import { ContractTermsRepository } from '../settlements/contract-terms.repository.js';
import type { Statement } from '../settlements/statement.policy.js';
import { Statements } from '../settlements/statements.service.js';
import { DuesRepository, type ProposedDue } from './dues.repository.js';

const EVERY_SECONDS = 3_600;
const BATCH = 10;
/** No clock on earth is further ahead of UTC. */
const FURTHEST_AHEAD_MS = 14 * 3_600_000;

/** Proposes what each film week that is over comes to, and keeps proposals up to date until the week is closed. */
@CronTask({ name: 'distributor-dues', everySeconds: EVERY_SECONDS })
export class DistributorDuesTask implements ScheduledTask {
  constructor(
    private readonly transaction: Transaction,
    private readonly terms: ContractTermsRepository,
    private readonly statements: Statements,
    private readonly dues: DuesRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const begunBy = new Date(this.clock.now().getTime() + FURTHEST_AHEAD_MS).toISOString().slice(0, 10);
    let changed = 0;
    let looked = 0;
    let ids: number[] = [];
    do {
      ids = await this.terms.findOpen(begunBy, ids.at(-1) ?? 0, BATCH);
      changed += await this.propose(ids);
      looked += ids.length;
    } while (ids.length === BATCH);
    return `proposed or changed ${changed} dues of ${looked} contracts`;
  }

  private propose(contractIds: readonly number[]): Promise<number> {
    if (contractIds.length === 0) return Promise.resolve(0);
    return this.transaction.run(async () => {
      const statements = await this.statements.of(await this.terms.lockAll(contractIds));
      const dues = statements.flatMap((statement) => duesOf(statement, this.settings.currency));
      return dues.length === 0 ? 0 : this.dues.propose(dues, this.clock.now());
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
