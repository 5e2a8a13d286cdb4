import { Transaction } from '../../../platform/database/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../../platform/jobs/index.js';
import { Notices } from '../../../platform/notices/index.js';
import { ScreeningFactsRepository } from '../../theatre/index.js';
import { screeningChangedNotice } from '../news/screening-kinds.js';
import { toldScreening } from '../news/screening-notices.js';
import { ScreeningHoldersRepository } from './screening-holders.repository.js';

/** Tells everybody who has tickets for a screening that it is not what it was. */
@JobHandler('screening-changed')
export class ScreeningChangedHandler implements JobProcessor<'screening-changed'> {
  constructor(
    private readonly transaction: Transaction,
    private readonly screenings: ScreeningFactsRepository,
    private readonly holders: ScreeningHoldersRepository,
    private readonly notices: Notices,
  ) {}

  handle({ screening_id: id }: JobPayloads['screening-changed'], delivery: JobDelivery): Promise<void> {
    return this.transaction.run(async () => {
      const screening = await this.screenings.find(id);
      if (screening?.status === 'scheduled') {
        const { cinema, hall, language, subtitles } = screening;
        const said = { ...toldScreening(screening), cinema: cinema.name, hall: hall.name };
        const about = { by: null, subject: `screening:${id}`, link: '/tickets' };
        for (const to of await this.holders.of(id)) {
          const facts = { ...said, language, subtitles };
          await this.notices.tell(screeningChangedNotice, { to, ...about, facts });
        }
      }
      await delivery.markDelivered();
    });
  }
}
