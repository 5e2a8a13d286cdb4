import { mailTemplate } from '../mail-template.js';

/** Lets somebody who forgot their password choose a new one. */
export const passwordReset = mailTemplate<{ link: string; hours: number }>('password-reset', {
  subject: 'Choose a new password',
  preheader: 'The link is good for {{count hours "hour"}} and works once.',
  reason: 'a new password was asked for with this address',
  html: `<p>Somebody, hopefully you, asked for a new password for your account.</p>
{{> button href=link label="Choose a new password"}}
<p>The link is good for {{count hours "hour"}} and works once. You will be signed out everywhere.</p>
<p>If it was not you, ignore this mail: your password stays as it is.</p>`,
  text: `Somebody, hopefully you, asked for a new password for your account. Choose it here:

{{web link}}

The link is good for {{count hours "hour"}} and works once. You will be signed out everywhere.

If it was not you, ignore this mail: your password stays as it is.`,
  example: { link: 'https://cinema.example/app/reset-password?email=ada%40mail.example&token=abc', hours: 1 },
});
