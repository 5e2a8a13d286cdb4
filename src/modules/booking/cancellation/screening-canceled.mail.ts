import { mailTemplate } from '../../../integrations/mail/index.js';

/** What is known about a screening that does not take place, in words; `why` is empty where nobody said. */
interface ScreeningCanceled {
  film: string;
  day: string;
  time: string;
  cinema: string;
  why: string;
  /** A sentence on the money. */
  money: string;
}

/** Says to whoever has seats of a screening that it does not take place. */
export const screeningCanceled = mailTemplate<ScreeningCanceled>('screening-canceled', {
  subject: 'Canceled: {{film}}, {{day}}',
  preheader: 'The screening does not take place. {{money}}',
  reason: 'you have seats of this screening',
  html: `<p>We are sorry: the screening of <strong>{{film}}</strong> on {{day}}, {{time}}, {{cinema}}, does not take place.</p>
{{#if why}}<p>{{why}}</p>
{{/if}}<p>{{money}}</p>`,
  text: `We are sorry: the screening of {{film}} on {{day}}, {{time}}, {{cinema}}, does not take place.

{{#if why}}{{why}}

{{/if}}{{money}}`,
  example: {
    film: 'Heat (1995)',
    day: 'Saturday, 21 November 2026',
    time: '18:30 (Europe/Berlin, UTC+1)',
    cinema: 'Kino am Eck, Hall 1',
    why: 'The projector is broken.',
    money: 'What was paid comes back by itself; another mail says how.',
  },
});
