import { mailTemplate } from '../../../../integrations/mail/index.js';
import {
  EXAMPLE_SCREENING,
  SCREENINGS_HTML,
  SCREENINGS_TEXT,
  type TicketMailScreening,
} from './ticket-mail-data.js';

/** Brings somebody a ticket that another passed on to them, attached. */
export const ticketReceived = mailTemplate<{ screenings: TicketMailScreening[] }>('ticket-received', {
  subject: 'A ticket for you',
  preheader: 'Somebody passed a ticket on to you. Show its code at the door.',
  reason: 'somebody passed a ticket on to this address',
  html: `<p>Somebody passed a ticket on to you. It is yours alone now: show the code at the door, printed or on a screen.</p>
${SCREENINGS_HTML}
<p>With an account of this address you find it among your tickets. Only whoever bought it can give it back.</p>`,
  text: `Somebody passed a ticket on to you. It is yours alone now: show the code at the door, printed or on a screen.

${SCREENINGS_TEXT}With an account of this address you find it among your tickets. Only whoever bought it can give it back.`,
  example: { screenings: [EXAMPLE_SCREENING] },
});
