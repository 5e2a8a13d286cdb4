import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { TicketReminders } from './ticket-reminders.service.js';

const BATCH = 200;

/** Reminds people of screenings that begin soon. What was missed is caught up with until they begin. */
@CronTask({ name: 'ticket-reminders', everySeconds: 60 })
export class TicketRemindersTask implements ScheduledTask {
  constructor(
    private readonly reminders: TicketReminders,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    const { remindBefore } = this.settings.booking;
    const now = this.clock.now();
    let reminded = 0;
    if (remindBefore > 0) {
      const until = new Date(now.getTime() + remindBefore);
      for (let batch = BATCH; batch === BATCH; reminded += batch)
        batch = await this.reminders.remind(now, until, BATCH);
    }
    await this.reminders.forget(now);
    return `reminded ${reminded} people`;
  }
}
