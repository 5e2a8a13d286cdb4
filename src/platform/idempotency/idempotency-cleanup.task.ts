import { Clock } from '../clock/index.js';
import { CronTask, type ScheduledTask } from '../jobs/index.js';
import { Metrics } from '../observability/index.js';
import { KEPT_MS } from './idempotency.service.js';
import { IdempotencyKeysRepository } from './idempotency-keys.repository.js';

const BATCH = 1_000;

/** Forgets keys and answers after their day. */
@CronTask({ name: 'idempotency-cleanup', everySeconds: 1_800 })
export class IdempotencyCleanup implements ScheduledTask {
  constructor(
    private readonly keys: IdempotencyKeysRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<string> {
    const before = new Date(this.clock.now().getTime() - KEPT_MS);
    let removed = 0;
    for (let batch = BATCH; batch >= BATCH; removed += batch)
      batch = await this.keys.removeBefore(before, BATCH);
    this.metrics.removed.inc({ kind: 'idempotency keys' }, removed);
    return `removed ${removed} idempotency keys`;
  }
}
