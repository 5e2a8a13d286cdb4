import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { TicketKeys } from './ticket-keys.js';
import { readQr, type TicketClaims, writeQr } from './ticket-qr.js';
import type { Ticket } from './ticket.js';

/** Signs what the QRs of tickets say, and verifies it. */
@Injectable()
export class TicketSigner {
  constructor(
    private readonly keys: TicketKeys,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** The text of a ticket's QR, good until nobody is let in any more. */
  qrOf({ code, screeningId, seat, screening }: Ticket): string {
    const until = screening.endsAt.getTime() + this.settings.tickets.checkInCloses;
    const expires = Math.ceil(until / 1_000);
    return writeQr({ code, screeningId, seatId: seat.id, expires }, this.keys.signing);
  }

  /** @returns undefined for everything that was not signed by one of our keys */
  read(qr: string): TicketClaims | undefined {
    return readQr(qr, (id) => this.keys.find(id));
  }
}
