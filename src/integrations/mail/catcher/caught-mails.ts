import type { CaughtMail, MailList, MailSummary } from './caught-mail.js';

/** How much is kept; the oldest go first. */
export interface Room {
  readonly mails: number;
  readonly bytes: number;
}

/** The mails that were caught, in memory, newest first. */
export class CaughtMails {
  private mails: CaughtMail[] = [];
  private bytes = 0;

  constructor(private readonly room: Room) {}

  add(mail: CaughtMail): void {
    this.mails.unshift(mail);
    this.bytes += mail.raw.length;
    while (this.mails.length > this.room.mails || this.bytes > this.room.bytes) {
      this.bytes -= this.mails.pop()?.raw.length ?? 0;
    }
  }

  /** @param id a mail's, or `latest` */
  find(id: string): CaughtMail | undefined {
    return id === 'latest' ? this.mails[0] : this.mails.find(({ summary }) => summary.ID === id);
  }

  /** @param ids none to remove all */
  remove(ids: readonly string[] = []): void {
    this.mails = ids.length === 0 ? [] : this.mails.filter(({ summary }) => !ids.includes(summary.ID));
    this.bytes = this.mails.reduce((sum, { raw }) => sum + raw.length, 0);
  }

  /** @param query words and `to:`, `from:`, `subject:` with a word or "several words"; a mail must have all of it */
  list(start: number, limit: number, query = ''): MailList {
    const wanted = termsOf(query);
    const found = this.mails.filter(({ summary }) =>
      wanted.every(({ field, word }) => textOf(summary, field).includes(word)),
    );
    const messages = found
      .slice(start, start + limit)
      .map(({ summary, read }) => ({ ...summary, Read: read }));
    return {
      total: this.mails.length,
      unread: this.mails.filter(({ read }) => !read).length,
      count: messages.length,
      messages_count: found.length,
      start,
      tags: [],
      messages,
    };
  }
}

interface Term {
  readonly field: string;
  readonly word: string;
}

function termsOf(query: string): Term[] {
  return [...query.matchAll(/(?:(to|from|subject):)?(?:"([^"]*)"|([^\s"]+))/gi)].map(
    ([, field = '', phrase, word = '']) => ({
      field: field.toLowerCase(),
      word: (phrase ?? word).toLowerCase(),
    }),
  );
}

function textOf(mail: Omit<MailSummary, 'Read'>, field: string): string {
  const people = (list: MailSummary['To']): string =>
    list.map(({ Name, Address }) => `${Name} <${Address}>`).join(' ');
  const to = people([...mail.To, ...mail.Cc, ...mail.Bcc]);
  const from = people([mail.From]);
  const texts: Record<string, string> = { to, from, subject: mail.Subject };
  return (texts[field] ?? `${to} ${from} ${mail.Subject} ${mail.Snippet}`).toLowerCase();
}
