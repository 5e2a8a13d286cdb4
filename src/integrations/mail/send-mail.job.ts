import { Logger } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import {
  type JobDelivery,
  JobHandler,
  type JobPayloads,
  type JobProcessor,
} from '../../platform/jobs/index.js';
import { AttachmentMakers } from './attachment-makers.js';
import type { AttachmentWish } from './attachments.js';
import type { MailHeaders } from './mail-headers.js';
import { MailTransport, RecipientRefusedError } from './mail-transport.js';
import { renderMail } from './render-mail.js';

declare module '../../platform/jobs/index.js' {
  interface JobPayloads {
    /** A mail to one address. */
    'send-mail': {
      template: string;
      /** Part of the Message-ID: ids of the outbox alone begin anew with each database. */
      key: string;
      /** Forgotten by the outbox at delivery. */
      secret: { to: string; data: unknown; headers?: MailHeaders; attachments?: AttachmentWish[] };
    };
  }
}

/**
 * Sends a mail. It is marked as delivered after the server took it, so that none is lost; should the process die in
 * between, the second copy has the same Message-ID, by which mailboxes know it.
 */
@JobHandler('send-mail')
export class SendMailHandler implements JobProcessor<'send-mail'> {
  private readonly logger = new Logger('Mail');

  constructor(
    private readonly transport: MailTransport,
    private readonly attachments: AttachmentMakers,
    private readonly clock: Clock,
  ) {}

  async handle({ template, key, secret }: JobPayloads['send-mail'], { id }: JobDelivery): Promise<void> {
    const { from } = this.transport;
    try {
      await this.transport.send({
        to: secret.to,
        ...renderMail(template, secret.data, from.name || 'Online Cinema'),
        messageId: `<outbox-${id}.${key}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
        date: this.clock.now(),
        headers: secret.headers ?? {},
        attachments: await this.attachments.make(secret.attachments ?? []),
      });
    } catch (error) {
      if (!(error instanceof RecipientRefusedError)) throw error;
      this.logger.warn(`send-mail ${id} (${template}): ${error.message} It is not tried again.`);
    }
  }
}
