import { mailTemplate } from '../mail-template.js';

/** Says that an account can be used from now on. */
export const activated = mailTemplate<{ login_link: string }>('activated', {
  subject: 'Your account is active',
  preheader: 'You can sign in now.',
  reason: 'the account of this address was activated',
  html: `<p>Your account is active. Sign in to rate films, fill your cart and book seats.</p>
{{> button href=login_link label="Sign in"}}`,
  text: `Your account is active. Sign in to rate films, fill your cart and book seats:

{{web login_link}}`,
  example: { login_link: 'https://cinema.example/login' },
});
