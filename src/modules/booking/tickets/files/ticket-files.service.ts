import {
  type AttachmentMaker,
  type MailAttachment,
  MakesAttachments,
} from '../../../../integrations/mail/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { TicketReader } from '../ticket-reader.service.js';
import { TicketSigner } from '../ticket-signer.js';
import type { Ticket } from '../ticket.js';
import { TicketsRepository } from '../tickets.repository.js';
import { ticketAttachments } from './ticket-attachments.js';
import { calendarOf } from './ticket-calendar.js';
import { ticketsPdf } from './ticket-pdf.js';
import { TicketPosters } from './ticket-poster.js';

/** Tickets as files. */
@MakesAttachments(ticketAttachments)
export class TicketFiles implements AttachmentMaker<{ codes: string[] }> {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly reader: TicketReader,
    private readonly signer: TicketSigner,
    private readonly posters: TicketPosters,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** A page for each ticket. */
  async pdf(tickets: readonly Ticket[]): Promise<Buffer> {
    const posters = new Map<string | null, Buffer | undefined>();
    for (const poster of new Set(tickets.map(({ screening }) => screening.movie.poster))) {
      posters.set(poster, await this.posters.find(poster));
    }
    return ticketsPdf(
      tickets.map((ticket) => ({
        ticket,
        qr: this.signer.qrOf(ticket),
        poster: posters.get(ticket.screening.movie.poster),
      })),
    );
  }

  /** @param tickets of one screening */
  calendar(tickets: readonly [Ticket, ...Ticket[]]): string {
    return calendarOf(tickets, this.settings.http.publicUrl);
  }

  /** A PDF of all tickets, and a calendar entry for each screening. */
  async make({ codes }: { codes: string[] }): Promise<readonly MailAttachment[]> {
    const living = (await this.tickets.findByCodes(codes)).filter(({ status }) => status !== 'refunded');
    const [first, ...others] = await this.reader.withScreenings(living);
    if (!first) return [];
    const tickets = [first, ...others];
    const screenings = [...new Set(tickets.map(({ screeningId }) => screeningId))];
    return [
      {
        filename: `tickets-${first.orderId}.pdf`,
        contentType: 'application/pdf',
        content: await this.pdf(tickets),
      },
      ...screenings.map((screeningId) => {
        const [one, ...more] = tickets.filter((ticket) => ticket.screeningId === screeningId);
        const entry = this.calendar([one ?? first, ...more]);
        return {
          filename: `screening-${screeningId}.ics`,
          contentType: 'text/calendar; charset=utf-8',
          content: Buffer.from(entry),
        };
      }),
    ];
  }
}
