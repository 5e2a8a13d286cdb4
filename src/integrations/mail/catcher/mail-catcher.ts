import { CaughtMails } from './caught-mails.js';
import { listenForMail } from './smtp-listener.js';
import { listenForReaders } from './web-server.js';

const ROOM = { mails: 500, bytes: 50_000_000 };

export interface MailCatcherOptions {
  readonly host: string;
  /** 0 for any free one, as for the other. */
  readonly smtpPort: number;
  readonly httpPort: number;
}

/** A mail server of this process that shows on a page what it took. */
export interface MailCatcher {
  /** For the program that sends mails. */
  readonly smtpUrl: string;
  /** For those who read them: the page, and below it `/api/v1/messages`. */
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Takes every mail, passes none on, and shows the last ones on a page.
 * @throws MailCatcherError where a port is taken
 */
export async function startMailCatcher({
  host,
  smtpPort,
  httpPort,
}: MailCatcherOptions): Promise<MailCatcher> {
  const mails = new CaughtMails(ROOM);
  const callable = hostInUrl(host);
  const smtp = await listenForMail(mails, host, smtpPort);
  try {
    const web = await listenForReaders(mails, host, httpPort, callable);
    return {
      smtpUrl: `smtp://${callable}:${smtp.port}`,
      url: `http://${callable === '127.0.0.1' ? 'localhost' : callable}:${web.port}`,
      stop: async () => {
        await Promise.all([smtp.stop(), web.stop()]);
      },
    };
  } catch (error) {
    await smtp.stop();
    throw error;
  }
}

/** How a URL names the host that something listens on. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}
