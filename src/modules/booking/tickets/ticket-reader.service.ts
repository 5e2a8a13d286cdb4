import { Injectable } from '@nestjs/common';
import { ScreeningFactsRepository } from '../../theatre/index.js';
import type { Ticket, TicketRecord } from './ticket.js';

/** Adds to tickets what they admit to. */
@Injectable()
export class TicketReader {
  constructor(private readonly screenings: ScreeningFactsRepository) {}

  async withScreenings<Found extends TicketRecord>(tickets: readonly Found[]): Promise<(Found & Ticket)[]> {
    const ids = [...new Set(tickets.map(({ screeningId }) => screeningId))];
    if (ids.length === 0) return [];
    const found = new Map((await this.screenings.findAll(ids)).map((screening) => [screening.id, screening]));
    return tickets.map((ticket) => {
      const screening = found.get(ticket.screeningId);
      if (!screening)
        throw new Error(`Ticket ${ticket.id} is for screening ${ticket.screeningId}, which is gone.`);
      return { ...ticket, screening };
    });
  }
}
