import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { NotificationsService } from '../inbox/notifications.service.js';
import { UnsubscribeLinks } from '../unsubscribe/unsubscribe-links.js';
import { toDigestItem } from './digest.mapper.js';
import { notificationDigest } from './notification-digest.mail.js';

/** How many notifications one mail shows. */
const MOST = 20;

/** Writes the mail of a digest. */
@Injectable()
export class DigestMail {
  constructor(
    private readonly notifications: NotificationsService,
    private readonly links: UnsubscribeLinks,
    private readonly mailer: Mailer,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Sends what waits for somebody once the surrounding transaction has been committed.
   * @param total how much waits
   */
  async send(userId: number, email: string, total: number): Promise<void> {
    const { publicUrl } = this.settings.http;
    const notifications = await this.notifications.unmailed(userId, MOST);
    const unsubscribe = await this.links.create(userId);
    await this.mailer.send(notificationDigest, {
      to: email,
      data: {
        total,
        items: notifications.map((notification) => toDigestItem(notification, publicUrl)),
        more: total - notifications.length,
        list_link: `${publicUrl}/notifications`,
        unsubscribe_link: unsubscribe,
      },
      // RFC 8058: mailbox programs show a button of their own, and send the second header's value to the first's address.
      headers: {
        'List-Unsubscribe': `<${unsubscribe}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      },
    });
  }
}
