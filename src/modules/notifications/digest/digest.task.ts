import { Clock } from '../../../platform/clock/index.js';
import { Complaints, CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { DigestService } from './digest.service.js';
import { DigestsRepository } from './digests.repository.js';

const BATCH = 100;

/** Mails the digests that are due. One that cannot be written does not stop the others, and is tried again. */
@CronTask({ name: 'notification-digest', everySeconds: 60 })
export class DigestTask implements ScheduledTask {
  private readonly complaints = new Complaints('Digest');

  constructor(
    private readonly digests: DigestsRepository,
    private readonly service: DigestService,
    private readonly clock: Clock,
  ) {}

  async run(): Promise<string> {
    const now = this.clock.now();
    const failed: number[] = [];
    let mailed = 0;
    for (;;) {
      const due = await this.digests.due(now, failed, BATCH);
      if (due.length === 0) break;
      for (const userId of due) {
        try {
          if (await this.service.write(userId, now)) mailed += 1;
        } catch (error) {
          this.complaints.about(`The digest of account ${userId} was not written`, error);
          failed.push(userId);
        }
      }
    }
    return `mailed ${mailed} digests${failed.length > 0 ? `, ${failed.length} failed` : ''}`;
  }
}
