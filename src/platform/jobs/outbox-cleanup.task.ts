import { Clock } from '../clock/index.js';
import { CronTask, type ScheduledTask } from './cron/cron-task.js';
import { OutboxRepository } from './outbox.repository.js';

const KEPT_MS = 7 * 24 * 60 * 60 * 1_000;
const BATCH = 1_000;

/** After a week delivered jobs are of no use, and what is confidential about failed ones is kept no longer. */
@CronTask({ name: 'outbox-cleanup', everySeconds: 3_600 })
export class OutboxCleanup implements ScheduledTask {
  constructor(
    private readonly repository: OutboxRepository,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let removed = 0;
    let batch: number;
    do {
      batch = await this.repository.removeDelivered(before, BATCH);
      removed += batch;
    } while (batch === BATCH);
    const forgotten = await this.repository.forgetSecrets(before);
    return `removed ${removed} delivered jobs, forgot the secrets of ${forgotten} failed ones`;
  }
}
