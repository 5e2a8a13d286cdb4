import { type MailCatcher, startMailCatcher } from '../../src/integrations/mail/catcher/index.js';
import type { MailDetail, MailList } from '../../src/integrations/mail/catcher/caught-mail.js';
import { eventually } from './eventually.js';

/** A mail that arrived. */
export interface ReceivedMail {
  readonly id: string;
  readonly messageId: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** Every web address in its text, in order. */
  readonly links: readonly string[];
  /** By their names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
}

/** Where the mails of a test arrive. Give `smtpUrl` to the application as SMTP_URL. */
export interface TestMailbox {
  readonly smtpUrl: string;
  /** The catcher's page and API. */
  readonly url: string;
  /** The newest mail to an address, as soon as there is one. */
  waitFor(to: string, options?: { readonly subject?: string }): Promise<ReceivedMail>;
  /** All mails, newest first, or those to an address. */
  all(to?: string): Promise<ReceivedMail[]>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailbox(): Promise<TestMailbox> {
  const catcher = await startMailCatcher({ host: '127.0.0.1', smtpPort: 0, httpPort: 0 });
  const find = async (query: string): Promise<ReceivedMail[]> => {
    const list = await get<MailList>(catcher, `search?limit=500&query=${encodeURIComponent(query)}`);
    return Promise.all(list.messages.map(({ ID }) => receive(catcher, ID)));
  };
  return {
    smtpUrl: catcher.smtpUrl,
    url: catcher.url,
    waitFor: (to, { subject } = {}) =>
      eventually(async () => {
        const query = `to:"<${to}>"${subject === undefined ? '' : ` subject:"${subject}"`}`;
        const [mail] = await find(query);
        if (!mail) throw new Error(`No mail has arrived for ${query}.`);
        return mail;
      }),
    all: (to) => find(to === undefined ? '' : `to:"<${to}>"`),
    clear: async () => {
      await fetch(`${catcher.url}/api/v1/messages`, { method: 'DELETE' });
    },
    stop: () => catcher.stop(),
  };
}

async function receive(catcher: MailCatcher, id: string): Promise<ReceivedMail> {
  const [mail, headers] = await Promise.all([
    get<MailDetail>(catcher, `message/${id}`),
    get<Record<string, string[]>>(catcher, `message/${id}/headers`),
  ]);
  return {
    id,
    messageId: mail.MessageID,
    from: mail.From.Address,
    to: mail.To.map(({ Address }) => Address),
    subject: mail.Subject,
    text: mail.Text,
    html: mail.HTML,
    links: mail.Text.match(/https?:\/\/[^\s<>"]+/g) ?? [],
    headers: new Map(
      Object.entries(headers).map(([name, values]) => [name.toLowerCase(), values.join('\n')]),
    ),
  };
}

async function get<T>(catcher: MailCatcher, path: string): Promise<T> {
  const answer = await fetch(`${catcher.url}/api/v1/${path}`);
  if (!answer.ok) throw new Error(`GET ${path}: ${answer.status}`);
  return (await answer.json()) as T;
}
