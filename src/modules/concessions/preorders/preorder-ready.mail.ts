import { mailTemplate } from '../../../integrations/mail/index.js';

/** What waits at the counter. */
interface PreorderReady {
  code: string;
  cinema: string;
  /** "2 × Cola, large", one for each thing. */
  items: string[];
}

/** Says that somebody can come for what they ordered. */
export const preorderReady = mailTemplate<PreorderReady>('preorder-ready', {
  subject: 'Ready to pick up: {{code}}',
  preheader: 'Your snacks wait at the counter of {{cinema}}.',
  reason: 'you ordered snacks from us',
  html: `<p>Your order waits at the counter of <strong>{{cinema}}</strong>. Say this code there:</p>
<p><strong>{{code}}</strong></p>
<ul>
{{#each items}}<li>{{this}}</li>
{{/each}}</ul>`,
  text: `Your order waits at the counter of {{cinema}}. Say this code there:

{{code}}

{{#each items}}- {{this}}
{{/each}}`,
  example: {
    code: 'K7M2QX',
    cinema: 'Harbor Street Cinema',
    items: ['1 × Salted popcorn, large', '2 × Cola, medium'],
  },
});
