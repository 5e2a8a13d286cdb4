import { createTransport, type Transporter } from 'nodemailer';
import { type MailSender, requireAddress } from './addresses.js';
import type { MailAttachment } from './attachments.js';
import type { MailHeaders } from './mail-headers.js';
import type { MailContent } from './render-mail.js';
import { isRecipientRefused, withoutWords } from './smtp-errors.js';

/** Milliseconds; a whole attempt stays well below the time after which the queue takes a job for lost. */
const PATIENCE = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  dnsTimeout: 10_000,
  socketTimeout: 30_000,
};

/** A mail on its way. */
export interface OutgoingMail extends MailContent {
  readonly to: string;
  /** In angle brackets, the same for each attempt. */
  readonly messageId: string;
  readonly date: Date;
  readonly headers: MailHeaders;
  readonly attachments: readonly MailAttachment[];
}

/** The server says that nobody can be reached at this address, now or later. */
export class RecipientRefusedError extends Error {}

/** Hands mails to a mail server. */
export class MailTransport {
  private readonly smtp: Transporter | undefined;

  /** @param url `smtp://` or `smtps://`; without one every attempt to send fails, and says so */
  constructor(
    url: string | undefined,
    readonly from: MailSender,
  ) {
    this.smtp =
      url === undefined
        ? undefined
        : createTransport({ url, ...PATIENCE, disableFileAccess: true, disableUrlAccess: true });
  }

  /**
   * Resolves when the server has taken the mail.
   * @throws RecipientRefusedError
   * @throws Error for everything that may pass; it repeats nothing of the mail
   */
  async send(mail: OutgoingMail): Promise<void> {
    const { to, messageId, date, subject, html, text, headers, attachments } = mail;
    if (!this.smtp) throw new Error('SMTP_URL is not set, so no mail can be sent.');
    try {
      await this.smtp.sendMail({
        from: { ...this.from },
        to: { name: '', address: requireAddress(to) },
        subject,
        html,
        text,
        messageId,
        date,
        headers: { 'Auto-Submitted': 'auto-generated', ...headers },
        attachments: [...attachments],
      });
    } catch (error) {
      const clean = withoutWords(error);
      throw isRecipientRefused(error) ? new RecipientRefusedError(clean) : new Error(clean);
    }
  }
}
