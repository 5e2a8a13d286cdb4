import { mailTemplate } from '../../../../integrations/mail/index.js';
import {
  EXAMPLE_SCREENING,
  SCREENINGS_HTML,
  SCREENINGS_TEXT,
  type TicketMailScreening,
} from './ticket-mail-data.js';

/** What is known about new tickets; `refund` says how they are given back, and is a sentence. */
export interface TicketsIssued {
  order_id: number;
  screenings: TicketMailScreening[];
  refund: string;
}

/** Brings the tickets of an order, attached. */
export const ticketsMail = mailTemplate<TicketsIssued>('tickets', {
  subject: 'Your tickets (order {{order_id}})',
  preheader: 'Show the code at the door, on paper or on a screen.',
  reason: 'tickets were bought for this address',
  html: `<p>Here are your tickets of order <strong>{{order_id}}</strong>. Show the code at the door, printed or on a screen: the file attached has a page for each seat.</p>
${SCREENINGS_HTML}
<p>{{refund}}</p>`,
  text: `Here are your tickets of order {{order_id}}. Show the code at the door, printed or on a screen: the file attached has a page for each seat.

${SCREENINGS_TEXT}{{refund}}`,
  example: {
    order_id: 1042,
    screenings: [EXAMPLE_SCREENING],
    refund: 'You can give tickets back until 60 minutes before the screening begins.',
  },
});
