import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { Notices } from '../../../platform/notices/index.js';
import type { ScreeningFacts } from '../../theatre/index.js';
import { screeningCanceledNotice } from '../news/screening-kinds.js';
import { toldScreening } from '../news/screening-notices.js';
import { dayInWords, filmInWords, timeInWords } from '../tickets/ticket-words.js';
import type { Concerned } from './cancellation.repository.js';
import { screeningCanceled } from './screening-canceled.mail.js';

const MONEY = {
  paid: 'What was paid comes back by itself; another mail says how.',
  open: 'You paid nothing for it.',
  guest: 'Your ticket is not good any more. Whoever bought it gets the money back.',
} as const;

/** Tells people that a screening does not take place, by mail and in the application; inside a transaction. */
@Injectable()
export class CancellationNews {
  constructor(
    private readonly mailer: Mailer,
    private readonly notices: Notices,
  ) {}

  async tell(screening: ScreeningFacts, why: string | null, people: readonly Concerned[]): Promise<void> {
    const facts = { ...toldScreening(screening), why: why ?? '' };
    const said = { film: filmInWords(screening.movie), day: dayInWords(screening), why: facts.why };
    for (const { userId, email, orderId, role } of people) {
      if (userId !== null) {
        const link = role === 'guest' ? '/tickets' : `/orders/${orderId}`;
        const about = { by: null, subject: `screening:${screening.id}`, link };
        await this.notices.tell(screeningCanceledNotice, { to: userId, ...about, facts });
      }
      if (email === null) continue;
      const cinema = `${screening.cinema.name}, ${screening.hall.name}`;
      const data = { ...said, time: timeInWords(screening), cinema, money: MONEY[role] };
      await this.mailer.send(screeningCanceled, { to: email, data });
    }
  }
}
