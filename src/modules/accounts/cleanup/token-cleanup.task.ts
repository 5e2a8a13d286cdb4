import { Clock } from '../../../platform/clock/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { Metrics } from '../../../platform/observability/index.js';
import { ExpiredTokensRepository } from './expired-tokens.repository.js';

const BATCH = 1_000;

/** How often it runs, in seconds. */
export const CLEANUP_SECONDS = 600;

/** Removes expired activation, reset and refresh tokens, and sessions that are over. */
@CronTask({ name: 'token-cleanup', everySeconds: CLEANUP_SECONDS })
export class TokenCleanup implements ScheduledTask {
  constructor(
    private readonly expired: ExpiredTokensRepository,
    private readonly clock: Clock,
    private readonly metrics: Metrics,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const removed = {
      'activation tokens': await all((limit) => this.expired.removeTokens('activation_tokens', now, limit)),
      'reset tokens': await all((limit) => this.expired.removeTokens('password_reset_tokens', now, limit)),
      'refresh tokens': await all((limit) => this.expired.removeTokens('refresh_tokens', now, limit)),
      sessions: await all((limit) => this.expired.removeSessions(now, limit)),
    };
    for (const [kind, count] of Object.entries(removed)) this.metrics.removed.inc({ kind }, count);
    const said = Object.entries(removed).map(([kind, count]) => `${count} ${kind}`);
    return `removed ${said.join(', ')}`;
  }
}

async function all(remove: (limit: number) => Promise<number>): Promise<number> {
  let removed = 0;
  for (let batch = BATCH; batch >= BATCH; removed += batch) batch = await remove(BATCH);
  return removed;
}
