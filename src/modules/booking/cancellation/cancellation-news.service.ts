import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import type { ScreeningFacts } from '../../theatre/index.js';
import { dayInWords, filmInWords, timeInWords } from '../tickets/ticket-words.js';
import type { Concerned } from './cancellation.repository.js';
import { screeningCanceled } from './screening-canceled.mail.js';

const MONEY = {
  paid: 'What was paid comes back by itself; another mail says how.',
  open: 'You paid nothing for it.',
  guest: 'Your ticket is not good any more. Whoever bought it gets the money back.',
} as const;

const canceled = noticeKind<{ film: string; day: string; why: string }>('screening-canceled', {
  label: 'Screenings you have seats of that are canceled',
  title: (_who, { film, day }) => `${film} on ${day} is canceled`,
  body: ({ why }) => why || 'The screening does not take place.',
  mailed: false,
});

/** Tells people that a screening does not take place, by mail and in the application; inside a transaction. */
@Injectable()
export class CancellationNews {
  constructor(
    private readonly mailer: Mailer,
    private readonly notices: Notices,
  ) {}

  async tell(screening: ScreeningFacts, why: string | null, people: readonly Concerned[]): Promise<void> {
    const film = filmInWords(screening.movie);
    const day = dayInWords(screening);
    const said = { film, day, why: why ?? '' };
    for (const { userId, email, orderId, role } of people) {
      if (userId !== null) {
        const link = role === 'guest' ? '/tickets' : `/orders/${orderId}`;
        const about = { by: null, subject: `screening:${screening.id}`, link };
        await this.notices.tell(canceled, { to: userId, ...about, facts: said });
      }
      if (email === null) continue;
      const cinema = `${screening.cinema.name}, ${screening.hall.name}`;
      const data = { ...said, time: timeInWords(screening), cinema, money: MONEY[role] };
      await this.mailer.send(screeningCanceled, { to: email, data });
    }
  }
}
