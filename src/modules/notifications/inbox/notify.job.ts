import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { PreferencesRepository } from '../preferences/preferences.repository.js';
import { NotificationsRepository } from './notifications.repository.js';

/** Tells somebody what happened, unless they do not want to hear of it. */
@JobHandler('notify')
export class NotifyHandler implements JobProcessor<'notify'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly notifications: NotificationsRepository,
    private readonly preferences: PreferencesRepository,
    private readonly clock: Clock,
  ) {}

  handle(notice: JobPayloads['notify'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      if (await this.preferences.wantsInApp(notice.to, notice.kind)) {
        await this.notifications.add({
          kind: notice.kind,
          userId: notice.to,
          actorId: notice.by,
          subject: notice.subject,
          link: notice.link,
          facts: notice.facts,
          at: this.clock.now(),
        });
      }
      await delivery.markDelivered();
    });
  }
}
