import { CronTask, type ScheduledTask } from '../../../platform/jobs/index.js';
import { PopularityService } from './popularity.service.js';

/** Lets popularity fade with time, and grow with what people do. */
@CronTask({ name: 'movie-popularity', cron: '7 * * * *' })
export class PopularityTask implements ScheduledTask {
  constructor(private readonly popularity: PopularityService) {}

  async run(): Promise<string> {
    return `changed the popularity of ${await this.popularity.recompute()} films`;
  }
}
