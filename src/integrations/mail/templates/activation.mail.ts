import { mailTemplate } from '../mail-template.js';

/** Asks the owner of an address to confirm a registration. */
export const activation = mailTemplate<{ link: string; hours: number }>('activation', {
  subject: 'Activate your account',
  preheader: 'One click and you are in. The link is good for {{count hours "hour"}}.',
  reason: 'somebody registered with this address',
  html: `<p>Welcome! Please confirm that this address is yours, and your account is ready.</p>
{{> button href=link label="Activate my account"}}
<p>The link is good for {{count hours "hour"}}. If it has expired, ask for a new one where you signed in.</p>
<p>If you did not register, ignore this mail: without the link nothing comes of it.</p>`,
  text: `Welcome! Please confirm that this address is yours, and your account is ready:

{{web link}}

The link is good for {{count hours "hour"}}. If it has expired, ask for a new one where you signed in.

If you did not register, ignore this mail: without the link nothing comes of it.`,
  example: { link: 'https://cinema.example/activate?email=ada%40mail.example&token=abc-123', hours: 24 },
});
