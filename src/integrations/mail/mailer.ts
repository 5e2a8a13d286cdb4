import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Outbox } from '../../platform/jobs/index.js';
import { onOneLine, requireAddress } from './addresses.js';
import type { AttachmentWish } from './attachments.js';
import { type MailHeaders, requireHeaders } from './mail-headers.js';
import type { MailTemplate } from './mail-template.js';

/** Writes mails to people. */
@Injectable()
export class Mailer {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Sends a mail once the surrounding transaction has been committed, and never when it is rolled back. Address and data
   * stay in the outbox until the mail has been delivered, no longer, and are shown nowhere.
   * @param mail.to one address, checked before
   * @param mail.headers further headers, by name
   * @param mail.attachments files that are made when the mail is delivered
   * @throws Error outside a transaction, or for an address or a header that could break out of its line
   */
  async send<Data extends object>(
    template: MailTemplate<Data>,
    mail: {
      readonly to: string;
      readonly data: NoInfer<Data>;
      readonly headers?: MailHeaders;
      readonly attachments?: readonly AttachmentWish[];
    },
  ): Promise<void> {
    await this.outbox.add('send-mail', {
      template: template.name,
      key: randomUUID(),
      // Cleaned here too: jsonb takes neither NUL nor half a character.
      secret: {
        to: requireAddress(mail.to),
        data: onOneLine(mail.data),
        ...(mail.headers ? { headers: requireHeaders(mail.headers) } : {}),
        ...(mail.attachments ? { attachments: [...mail.attachments] } : {}),
      },
    });
  }
}
