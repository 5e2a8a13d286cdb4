import { Injectable } from '@nestjs/common';
import { Transaction } from '../../../platform/database/index.js';
import { Notices } from '../../../platform/notices/index.js';
import { type ScreeningFacts, ScreeningFactsRepository } from '../../theatre/index.js';
import { ticketReminder } from '../news/screening-kinds.js';
import { toldScreening } from '../news/screening-notices.js';
import { type Reminded, TicketRemindersRepository } from './ticket-reminders.repository.js';

const DAY_MS = 86_400_000;

/** Reminds people of the screenings that they have tickets for. */
@Injectable()
export class TicketReminders {
  constructor(
    private readonly transaction: Transaction,
    private readonly reminders: TicketRemindersRepository,
    private readonly screenings: ScreeningFactsRepository,
    private readonly notices: Notices,
  ) {}

  /**
   * Reminds a batch of those whose screening begins before a moment, each once for all their seats.
   * @returns how many
   */
  remind(now: Date, until: Date, limit: number): Promise<number> {
    return this.transaction.run(async () => {
      const people = await this.reminders.take(now, until, limit);
      const ids = [...new Set(people.map(({ screeningId }) => screeningId))];
      const screenings = new Map((await this.screenings.findAll(ids)).map((one) => [one.id, one]));
      for (const person of people) {
        const screening = screenings.get(person.screeningId);
        if (screening) await this.tell(person, screening);
      }
      return people.length;
    });
  }

  /** Forgets whom it reminded of what is long over. */
  async forget(now: Date): Promise<void> {
    await this.reminders.forgetBefore(new Date(now.getTime() - DAY_MS));
  }

  private async tell({ userId, seats }: Reminded, screening: ScreeningFacts): Promise<void> {
    const { cinema, hall } = screening;
    await this.notices.tell(ticketReminder, {
      to: userId,
      by: null,
      subject: `screening:${screening.id}`,
      link: '/tickets',
      facts: {
        ...toldScreening(screening),
        cinema: cinema.name,
        address: cinema.address,
        hall: hall.name,
        seats,
      },
    });
  }
}
