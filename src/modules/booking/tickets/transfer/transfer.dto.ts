import { MailableEmail } from '../../mailable-email.js';
import { TicketScreeningResponse, TicketSeatResponse } from '../ticket.dto.js';

/** To whom a ticket is passed on. */
export class TransferDto {
  @MailableEmail({
    description: 'Of the new holder, whether it has an account or not.',
    example: 'bo@mail.example',
    required: true,
  })
  email: string;
}

/** A ticket that was passed on: its new code goes to the new holder alone. */
export class TransferResponse {
  /** @example "bo@mail.example" */
  email: string;
  /** @example "2026-11-20T09:31:12.000Z" */
  transferred_at: string;
  screening: TicketScreeningResponse;
  seat: TicketSeatResponse;
}
