import { mailTemplate } from '../mail-template.js';

/** Says that a forgotten password was replaced. */
export const passwordResetDone = mailTemplate<{ login_link: string }>('password-reset-done', {
  subject: 'Your password was reset',
  preheader: 'You can sign in with the new one.',
  reason: 'the password of your account was reset',
  html: `<p>Your new password is set, and every device was signed out.</p>
{{> button href=login_link label="Sign in"}}
<p>If it was not you, ask for a new password at once, and change the one of your mailbox: somebody can read your mails.</p>`,
  text: `Your new password is set, and every device was signed out. Sign in:

{{web login_link}}

If it was not you, ask for a new password at once, and change the one of your mailbox: somebody can read your mails.`,
  example: { login_link: 'https://cinema.example/login' },
});
