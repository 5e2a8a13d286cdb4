import { mailTemplate } from '../mail-template.js';

/** What is known about a change of password; `when` in ISO 8601. */
interface PasswordChanged {
  when: string;
  /** What the browser calls itself. */
  device: string;
  address: string;
  /** Where a new password can be asked for. */
  reset_link: string;
}

/** Says that somebody who knew the old password chose a new one. */
export const passwordChanged = mailTemplate<PasswordChanged>('password-changed', {
  subject: 'Your password was changed',
  preheader: 'On {{moment when}}. If it was not you, act now.',
  reason: 'the password of your account was changed',
  html: `<p>The password of your account was changed.</p>
<p><strong>When:</strong> {{moment when}}<br>
<strong>Device:</strong> <bdi>{{device}}</bdi><br>
<strong>Internet address:</strong> <bdi>{{address}}</bdi></p>
<p>If it was you, there is nothing to do.</p>
<p><strong>If it was not you,</strong> take your account back: choose a new password, which signs everybody out.</p>
{{> button href=reset_link label="It was not me"}}`,
  text: `The password of your account was changed.

When: {{moment when}}
Device: {{device}}
Internet address: {{address}}

If it was you, there is nothing to do.

If it was not you, take your account back: choose a new password, which signs everybody out:

{{web reset_link}}`,
  example: {
    when: '2026-03-02T09:00:00.000Z',
    device: 'Firefox on Linux',
    address: '203.0.113.7',
    reset_link: 'https://cinema.example/app/reset-password',
  },
});
