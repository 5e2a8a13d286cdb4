import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { DemoTheatreService } from './demo-theatre.service.js';

/** Keeps the programme of the demo fourteen days long. */
@CronTask({ name: 'demo-programme', cron: '30 3 * * *' })
export class DemoProgrammeTask implements ScheduledTask {
  constructor(
    private readonly theatre: DemoTheatreService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async run(): Promise<string> {
    if (!this.settings.demoData) return 'there is no demo';
    return `added ${await this.theatre.topUp()} screenings`;
  }
}
