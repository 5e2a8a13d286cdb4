import type { AddressInfo } from 'node:net';
import { type SMTPServerDataStream, type SMTPServerEnvelope, SMTPServer } from 'smtp-server';
import { whyNotListening } from './catcher-error.js';
import type { CaughtMails } from './caught-mails.js';
import { receiveMail } from './read-mail.js';

/** The largest mail, in bytes. */
const LARGEST = 10_000_000;

export interface Listener {
  readonly port: number;
  stop(): Promise<void>;
}

/** A mail server that takes everything for everybody and passes nothing on. */
export async function listenForMail(mails: CaughtMails, host: string, port: number): Promise<Listener> {
  const server = new SMTPServer({
    size: LARGEST,
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    closeTimeout: 500,
    onData: (stream, session, done) => {
      keep(mails, stream, session.envelope).then(() => done(), done);
    },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, host, () => {
        server.off('error', reject);
        resolve();
      });
    });
  } catch (error) {
    throw whyNotListening(error, port, 'MAIL_SMTP_PORT');
  }
  // A client that hangs up in the middle is no concern of the program.
  server.on('error', () => undefined);
  return {
    port: (server.server.address() as AddressInfo).port,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function keep(
  mails: CaughtMails,
  stream: SMTPServerDataStream,
  { mailFrom, rcptTo }: SMTPServerEnvelope,
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) if (!stream.sizeExceeded) chunks.push(chunk);
  if (stream.sizeExceeded) throw refusal(552, `A mail may have ${LARGEST} bytes.`);
  const envelope = { from: mailFrom ? mailFrom.address : '', to: rcptTo.map(({ address }) => address) };
  const mail = await receiveMail(Buffer.concat(chunks), envelope, new Date()).catch(() => {
    throw refusal(554, 'This mail cannot be read.');
  });
  mails.add(mail);
}

function refusal(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode });
}
