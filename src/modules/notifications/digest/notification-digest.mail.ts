import { mailTemplate } from '../../../integrations/mail/index.js';

/** What happened, as the list of notifications tells it. */
export interface DigestItem {
  title: string;
  /** May be empty. */
  body: string;
  link: string;
}

/** What somebody has not read yet; `more` is how many `items` leave out. */
interface NotificationDigest {
  total: number;
  items: DigestItem[];
  more: number;
  list_link: string;
  unsubscribe_link: string;
}

/** Tells together what happened since the last digest. */
export const notificationDigest = mailTemplate<NotificationDigest>('notification-digest', {
  subject: 'You have {{count total "new notification"}}',
  preheader: '{{#each items}}{{#if @first}}{{title}}{{/if}}{{/each}}',
  reason: 'you are told by mail what happened while you were away, at most once an hour',
  html: `{{#each items}}<p style="margin:0 0 20px"><strong><bdi>{{title}}</bdi></strong><br>
{{#if body}}<bdi>{{body}}</bdi><br>
{{/if}}<a class="link" href="{{web link}}" rel="nofollow" style="color:#b3261e">Show</a></p>
{{/each}}<p><a class="link" href="{{web list_link}}" rel="nofollow" style="color:#b3261e">All notifications</a>{{#if more}}
and {{more}} more{{/if}}</p>
<p class="faint" style="font-size:13px;line-height:20px;color:#5b6472">No longer interested?
<a class="link" href="{{web unsubscribe_link}}" rel="nofollow" style="color:#b3261e">Unsubscribe from these mails</a></p>`,
  text: `{{#each items}}* {{title}}
{{#if body}}
  {{body}}
{{/if}}
  {{web link}}

{{/each}}{{#if more}}… and {{more}} more

{{/if}}All notifications:
{{web list_link}}

Unsubscribe from these mails:
{{web unsubscribe_link}}`,
  example: {
    total: 22,
    items: [
      {
        title: 'Ada L. and 4 others liked your comment',
        body: 'The lighting alone is worth the ticket.',
        link: 'https://cinema.example/comments/17',
      },
    ],
    more: 21,
    list_link: 'https://cinema.example/notifications',
    unsubscribe_link: 'https://cinema.example/notifications/unsubscribe?token=abc-123',
  },
});
