import { randomBytes } from 'node:crypto';
import PostalMime, { type Address, type Attachment, type Email } from 'postal-mime';
import type { CaughtMail, Envelope, Mailbox, MailDetail, MailPart } from './caught-mail.js';

const SNIPPET = 250;

/** Reads a mail as it arrives. Throws where it is none. */
export async function receiveMail(raw: Buffer, envelope: Envelope, now: Date): Promise<CaughtMail> {
  const email = await PostalMime.parse(raw);
  const { Inline, Attachments, ...detail } = describeMail(email, envelope);
  const { MessageID, From, To, Cc, Bcc, ReplyTo, Subject } = detail;
  const summary = {
    ID: randomBytes(11).toString('hex'),
    MessageID,
    From,
    To,
    Cc,
    Bcc,
    ReplyTo,
    Subject,
    Created: now.toISOString(),
    Size: raw.length,
    Snippet: snippetOf(email),
    Attachments: Inline.length + Attachments.length,
    Tags: [],
  };
  return { summary, envelope, raw, read: false };
}

/** Everything that the API tells of one mail. */
export async function detailOf({ raw, envelope, summary }: CaughtMail): Promise<MailDetail> {
  const email = await PostalMime.parse(raw);
  const described = describeMail(email, envelope);
  return { ID: summary.ID, ...described, Date: dateOf(email) ?? summary.Created, Size: raw.length, Tags: [] };
}

/** All headers in the order of the mail, each with all its values. */
export async function headersOf({ raw }: CaughtMail): Promise<Record<string, string[]>> {
  const headers = new Map<string, string[]>();
  for (const { originalKey, value } of (await PostalMime.parse(raw)).headers) {
    headers.set(originalKey, [...(headers.get(originalKey) ?? []), value]);
  }
  return Object.fromEntries(headers);
}

/** The files in a mail; the number in a part's id is its place here. */
export async function filesOf({ raw }: CaughtMail): Promise<Attachment[]> {
  return (await PostalMime.parse(raw)).attachments;
}

function describeMail(email: Email, envelope: Envelope) {
  const [To, Cc] = [mailboxes(email.to), mailboxes(email.cc)];
  const named = new Set([...To, ...Cc].map(({ Address }) => Address.toLowerCase()));
  const files = email.attachments.map((file, index) => ({ file, part: partOf(file, index) }));
  return {
    MessageID: (email.messageId ?? '').replace(/^<|>$/g, ''),
    From: mailboxes(email.from && [email.from])[0] ?? { Name: '', Address: envelope.from },
    To,
    Cc,
    Bcc: envelope.to
      .filter((address) => !named.has(address.toLowerCase()))
      .map((Address) => ({ Name: '', Address })),
    ReplyTo: mailboxes(email.replyTo),
    ReturnPath: envelope.from,
    Subject: email.subject ?? '',
    Text: email.text ?? '',
    HTML: email.html ?? '',
    Inline: files.filter(({ file }) => isInline(file)).map(({ part }) => part),
    Attachments: files.filter(({ file }) => !isInline(file)).map(({ part }) => part),
  };
}

function mailboxes(addresses: readonly Address[] = []): Mailbox[] {
  return addresses
    .flatMap((each) => each.group ?? [each])
    .map(({ name, address }) => ({ Name: name, Address: address }));
}

const isInline = ({ related, disposition }: Attachment): boolean =>
  related === true || disposition === 'inline';

function partOf({ filename, mimeType, contentId, content }: Attachment, index: number): MailPart {
  return {
    PartID: String(index + 1),
    FileName: filename ?? '',
    ContentType: mimeType,
    ContentID: (contentId ?? '').replace(/^<|>$/g, ''),
    Size: typeof content === 'string' ? content.length : content.byteLength,
  };
}

function dateOf({ date }: Email): string | undefined {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? undefined : new Date(time).toISOString();
}

function snippetOf({ text, html }: Email): string {
  const words = text ?? (html ?? '').slice(0, 20_000).replace(/<[^<>]*>/g, ' ');
  return words.slice(0, 2_000).replace(/\s+/g, ' ').trim().slice(0, SNIPPET);
}
