/** The shapes of Mailpit's API, as far as they are served here: what tools and tests already know how to read. */
export interface Mailbox {
  readonly Name: string;
  readonly Address: string;
}

/** A mail in a list. */
export interface MailSummary {
  readonly ID: string;
  readonly MessageID: string;
  readonly Read: boolean;
  readonly From: Mailbox;
  readonly To: readonly Mailbox[];
  readonly Cc: readonly Mailbox[];
  /** Who received it without being named in it. */
  readonly Bcc: readonly Mailbox[];
  readonly ReplyTo: readonly Mailbox[];
  readonly Subject: string;
  /** When it arrived. */
  readonly Created: string;
  readonly Size: number;
  /** How it begins. */
  readonly Snippet: string;
  /** How many files it carries. */
  readonly Attachments: number;
  readonly Tags: readonly string[];
}

export interface MailList {
  readonly total: number;
  readonly unread: number;
  /** How many are in `messages`. */
  readonly count: number;
  /** How many there are to page through. */
  readonly messages_count: number;
  readonly start: number;
  readonly tags: readonly string[];
  readonly messages: readonly MailSummary[];
}

/** A file in a mail; its content is at `/api/v1/message/{ID}/part/{PartID}`. */
export interface MailPart {
  readonly PartID: string;
  readonly FileName: string;
  readonly ContentType: string;
  readonly ContentID: string;
  readonly Size: number;
}

/** A whole mail. */
export interface MailDetail extends Omit<MailSummary, 'Read' | 'Created' | 'Snippet' | 'Attachments'> {
  readonly ReturnPath: string;
  readonly Date: string;
  readonly Text: string;
  readonly HTML: string;
  readonly Attachments: readonly MailPart[];
  /** Pictures that the HTML shows. */
  readonly Inline: readonly MailPart[];
}

/** Whom the mail was handed over for, as SMTP says it. */
export interface Envelope {
  readonly from: string;
  readonly to: readonly string[];
}

/** A mail as it is kept. */
export interface CaughtMail {
  readonly summary: Omit<MailSummary, 'Read'>;
  readonly envelope: Envelope;
  readonly raw: Buffer;
  read: boolean;
}
