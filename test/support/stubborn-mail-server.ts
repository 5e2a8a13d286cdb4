import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

type Refusal = readonly [code: number, words: string];

export interface Stubbornness {
  /** What each recipient is answered. */
  readonly recipient?: Refusal;
  /** What mails are answered, so many times. */
  readonly data?: Refusal;
  readonly times?: number;
}

/** A mail server that refuses what it is told to. */
export interface StubbornMailServer {
  readonly smtpUrl: string;
  /** Of every mail that was handed over, refused ones too. */
  readonly messageIds: readonly string[];
  stop(): Promise<void>;
}

export async function startStubbornMailServer(faults: Stubbornness): Promise<StubbornMailServer> {
  const messageIds: string[] = [];
  const refusal = ([responseCode, words]: Refusal): Error =>
    Object.assign(new Error(words), { responseCode });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    hideENHANCEDSTATUSCODES: true,
    closeTimeout: 100,
    onRcptTo: (_address, _session, done) => done(faults.recipient && refusal(faults.recipient)),
    onData: (stream, _session, done) => {
      text(stream).then((mail) => {
        messageIds.push(/^Message-ID: (.*)$/im.exec(mail)?.[1] ?? '');
        done(faults.data && messageIds.length <= (faults.times ?? Infinity) ? refusal(faults.data) : null);
      }, done);
    },
  });
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    smtpUrl: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    messageIds,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
