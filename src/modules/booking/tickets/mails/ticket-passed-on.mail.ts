import { mailTemplate } from '../../../../integrations/mail/index.js';

/** What is known about a ticket that left its holder; `when` in ISO 8601. */
interface TicketPassedOn {
  film: string;
  day: string;
  time: string;
  seat: string;
  to: string;
  when: string;
}

/** Says to whoever had a ticket that it is another's now. */
export const ticketPassedOn = mailTemplate<TicketPassedOn>('ticket-passed-on', {
  subject: 'You passed a ticket on',
  preheader: '{{film}}, {{day}}: the ticket is in other hands now.',
  reason: 'a ticket of yours was passed on',
  html: `<p>Your ticket for <strong>{{film}}</strong> ({{day}}, {{time}}, {{seat}}) was passed on to <strong><bdi>{{to}}</bdi></strong>, on {{moment when}}.</p>
<p>Your code is of no use any more: the new holder has one of their own. If you paid for the ticket, you still are the one who can give it back.</p>
<p>If it was not you, change your password, and ask the cinema for help.</p>`,
  text: `Your ticket for {{film}} ({{day}}, {{time}}, {{seat}}) was passed on to {{to}}, on {{moment when}}.

Your code is of no use any more: the new holder has one of their own. If you paid for the ticket, you still are the one who can give it back.

If it was not you, change your password, and ask the cinema for help.`,
  example: {
    film: 'Heat (1995)',
    day: 'Saturday, 21 November 2026',
    time: '18:30 (Europe/Berlin, UTC+1)',
    seat: 'row B, seat 4',
    to: 'bo@mail.example',
    when: '2026-11-20T09:00:00.000Z',
  },
});
