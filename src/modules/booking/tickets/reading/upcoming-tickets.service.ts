import { Injectable } from '@nestjs/common';
import { qrPng } from '../files/ticket-picture.js';
import { filmInWords } from '../ticket-words.js';
import { TicketListService } from './ticket-list.service.js';

/** A ticket for whoever shows it elsewhere. */
export interface UpcomingTicket {
  readonly code: string;
  /** "Heat (1995)" */
  readonly film: string;
  readonly startsAt: Date;
  readonly cinema: { readonly name: string; readonly address: string; readonly timeZone: string };
  readonly hall: string;
  readonly seat: { readonly row: string; readonly number: number };
  /** Its QR, as PNG. */
  readonly picture: Buffer;
}

/** The next tickets of people, ready to be shown. */
@Injectable()
export class UpcomingTickets {
  constructor(private readonly lists: TicketListService) {}

  /**
   * Those of screenings that are not over, the next one first, without those that were given back.
   * @param most how many are read, 1 to 100; `total` says how many there are
   */
  async of(userId: number, most: number): Promise<{ tickets: UpcomingTicket[]; total: number }> {
    const page = await this.lists.own(userId, { upcoming: true, page: 1, per_page: most }, '/tickets');
    const tickets: UpcomingTicket[] = [];
    for (const { code, qr, screening, seat } of page.items) {
      const { movie, cinema, hall } = screening;
      if (qr === null) continue;
      tickets.push({
        code,
        film: filmInWords(movie),
        startsAt: new Date(screening.starts_at),
        cinema: { name: cinema.name, address: cinema.address, timeZone: cinema.time_zone },
        hall: hall.name,
        seat: { row: seat.row, number: seat.number },
        picture: await qrPng(qr),
      });
    }
    return { tickets, total: page.total_items };
  }
}
