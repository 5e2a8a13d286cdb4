import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../../integrations/mail/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { ticketAttachments } from '../files/ticket-attachments.js';
import { groupedCode } from '../ticket-code.js';
import { TicketReader } from '../ticket-reader.service.js';
import type { Ticket } from '../ticket.js';
import { dayInWords, filmInWords, seatInWords, timeInWords } from '../ticket-words.js';
import { TicketsRepository } from '../tickets.repository.js';
import type { TicketMailScreening } from './ticket-mail-data.js';
import { ticketPassedOn } from './ticket-passed-on.mail.js';
import { ticketReceived } from './ticket-received.mail.js';
import { ticketsMail } from './tickets.mail.js';

/** Mails about tickets, each inside the transaction of what happened. */
@Injectable()
export class TicketMailService {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly reader: TicketReader,
    private readonly mailer: Mailer,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** One mail for all tickets of an order. */
  async issued(orderId: number, codes: readonly string[], to: string): Promise<void> {
    const tickets = await this.reader.withScreenings(await this.tickets.findByCodes(codes));
    await this.mailer.send(ticketsMail, {
      to,
      data: { order_id: orderId, screenings: this.screeningsOf(tickets), refund: this.refundPolicy() },
      attachments: [ticketAttachments.of({ codes: [...codes] })],
    });
  }

  /** @param ticket as its new holder has it */
  async received(ticket: Ticket, to: string): Promise<void> {
    await this.mailer.send(ticketReceived, {
      to,
      data: { screenings: this.screeningsOf([ticket]) },
      attachments: [ticketAttachments.of({ codes: [ticket.code] })],
    });
  }

  /** @param former who had the ticket */
  async passedOn({ screening, seat }: Ticket, former: string, to: string, when: Date): Promise<void> {
    await this.mailer.send(ticketPassedOn, {
      to: former,
      data: {
        film: filmInWords(screening.movie),
        day: dayInWords(screening),
        time: timeInWords(screening),
        seat: seatInWords(seat),
        to,
        when: when.toISOString(),
      },
    });
  }

  private screeningsOf(tickets: readonly Ticket[]): TicketMailScreening[] {
    const screenings = new Map(tickets.map(({ screening }) => [screening.id, screening]));
    return [...screenings.values()].map((screening) => ({
      film: filmInWords(screening.movie),
      day: dayInWords(screening),
      time: timeInWords(screening),
      cinema: screening.cinema.name,
      address: screening.cinema.address,
      hall: screening.hall.name,
      tickets: tickets
        .filter(({ screeningId }) => screeningId === screening.id)
        .map(({ seat, code }) => ({
          seat: seatInWords(seat),
          code: groupedCode(code),
          link: `${this.settings.http.publicUrl}/app/tickets/${code}`,
        })),
    }));
  }

  private refundPolicy(): string {
    const minutes = this.settings.booking.seatRefundClosesBefore / 60_000;
    return minutes === 0
      ? 'You can give tickets back until the screening begins, unless they were scanned at the door.'
      : `You can give tickets back until ${minutes} minutes before the screening begins, unless they were scanned at the door.`;
  }
}
