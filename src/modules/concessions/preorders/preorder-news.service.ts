import { Injectable } from '@nestjs/common';
import { Mailer } from '../../../integrations/mail/index.js';
import { noticeKind, Notices } from '../../../platform/notices/index.js';
import { itemInWords } from '../menu/item.js';
import { preorderReady } from './preorder-ready.mail.js';
import type { Preorder } from './preorder.js';
import { PreordersRepository } from './preorders.repository.js';
import type { ReadyFacts } from './ready-facts.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

const ready = noticeKind<ReadyFacts>('preorder-ready', {
  label: 'Snacks you ordered that are ready',
  ...en,
  uk,
  mailed: 'as-it-happens',
  telegram: true,
  urgent: true,
});

/** Tells people that something waits for them, by mail and in the application; inside a transaction. */
@Injectable()
export class PreorderNews {
  constructor(
    private readonly preorders: PreordersRepository,
    private readonly mailer: Mailer,
    private readonly notices: Notices,
  ) {}

  async ready({ id, userId, pickupCode: code, cinema, items }: Preorder): Promise<void> {
    if (userId === null) return;
    await this.notices.tell(ready, {
      to: userId,
      by: null,
      subject: `preorder:${id}`,
      link: `/preorders/${code}`,
      facts: { code, cinema },
    });
    const to = await this.preorders.emailOf(userId);
    if (to === undefined) return;
    const words = items.map((item) => `${item.quantity} × ${itemInWords(item)}`);
    await this.mailer.send(preorderReady, { to, data: { code, cinema, items: words } });
  }
}
