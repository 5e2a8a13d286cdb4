import { Injectable } from '@nestjs/common';
import { shortened } from '../../../../integrations/telegram/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { UpcomingTickets } from '../../../booking/index.js';
import type { TelegramChat } from '../delivery/telegram-chats.js';
import type { OutgoingMessage } from '../delivery/telegram-sender.js';
import { TEXTS } from '../texts/texts.js';
import { wholeMoment } from './moments.js';

const MOST = 10;
const LONGEST = 120;

/** What the bot answers to `/tickets`. */
@Injectable()
export class TicketReplies {
  constructor(
    private readonly tickets: UpcomingTickets,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** A picture for each of the next tickets. */
  async of({ userId, language }: TelegramChat): Promise<OutgoingMessage[]> {
    const texts = TEXTS[language];
    const { tickets, total } = await this.tickets.of(userId, MOST);
    if (tickets.length === 0) return [{ text: texts.noTickets() }];
    const more = total - tickets.length;
    return [
      ...tickets.map(({ code, film, startsAt, cinema, hall, seat, picture }) => ({
        text: texts.ticket({
          film: shortened(film, LONGEST),
          when: wholeMoment({ startsAt, timeZone: cinema.timeZone }, texts.locale),
          cinema: shortened(cinema.name, LONGEST),
          address: shortened(cinema.address, LONGEST),
          hall: shortened(hall, LONGEST),
          row: seat.row,
          number: seat.number,
          code,
        }),
        picture,
      })),
      ...(more > 0 ? [{ text: texts.moreTickets(more, `${this.settings.http.publicUrl}/app/`) }] : []),
    ];
  }
}
