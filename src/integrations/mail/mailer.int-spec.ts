import { DiscoveryService } from '@nestjs/core';
import { createCuttableProxy } from '../../../test/support/cuttable-proxy.js';
import { eventually } from '../../../test/support/eventually.js';
import { type JobProcess, startJobProcess } from '../../../test/support/job-process.js';
import { startMailbox, type TestMailbox } from '../../../test/support/mailbox.js';
import {
  startStubbornMailServer,
  type StubbornMailServer,
} from '../../../test/support/stubborn-mail-server.js';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.js';
import { Transaction } from '../../platform/database/index.js';
import { DeadLetters } from '../../platform/jobs/index.js';
import { AttachmentMakers } from './attachment-makers.js';
import {
  activation,
  attachmentKind,
  type AttachmentMaker,
  type MailAttachment,
  Mailer,
  MakesAttachments,
} from './index.js';
import { MailTransport } from './mail-transport.js';
import { SendMailHandler } from './send-mail.job.js';

const LINK = 'https://cinema.example/activate?email=ada%40mail.example&token=s3cr3t-word';
const MAIL = { to: 'ada@mail.example', data: { link: LINK, hours: 24 } };
const FROM = { name: 'Kino, am Eck', address: 'post@kino.example' };

const greeting = attachmentKind<{ name: string }>('greeting');

/** Is away the first time that it is asked. */
@MakesAttachments(greeting)
class GreetingMaker implements AttachmentMaker<{ name: string }> {
  asked = 0;

  make({ name }: { name: string }): Promise<MailAttachment[]> {
    this.asked += 1;
    if (this.asked === 1) return Promise.reject(new Error('The greeter is away.'));
    const content = Buffer.from(`Hello ${name}`);
    return Promise.resolve([{ filename: 'hello.txt', contentType: 'text/plain', content }]);
  }
}

describe('Mails', () => {
  let database: TestDatabase;
  let process: JobProcess | undefined;

  beforeEach(async () => {
    database = await createTestDatabase();
  });

  afterEach(async () => {
    await process?.close();
    await database.drop();
  });

  const start = async (smtpUrl: string | undefined, firstRetry = 10): Promise<void> => {
    process = await startJobProcess({
      databaseUrl: database.url,
      timing: { firstRetry },
      providers: [
        { provide: MailTransport, useFactory: () => new MailTransport(smtpUrl, FROM) },
        AttachmentMakers,
        DiscoveryService,
        GreetingMaker,
        Mailer,
        SendMailHandler,
      ],
    });
  };
  const get: JobProcess['get'] = (token) => (process as JobProcess).get(token);
  const send = (to = MAIL.to): Promise<void> =>
    get(Transaction).run(() => get(Mailer).send(activation, { ...MAIL, to }));
  const jobs = (): Promise<Record<string, unknown>[]> => database.query('SELECT * FROM outbox ORDER BY id');
  const untilEnded = (): Promise<void> =>
    eventually(async () => {
      for (const row of await jobs()) expect(row['delivered_at'] ?? row['failed_at']).not.toBeNull();
    });

  describe('with a mail server', () => {
    let mailbox: TestMailbox;

    beforeEach(async () => {
      mailbox = await startMailbox();
    });
    afterEach(() => mailbox.stop());

    it('arrive once, after the transaction, and leave nothing secret behind', async () => {
      await start(mailbox.smtpUrl);
      await get(Transaction).run(async () => {
        await get(Mailer).send(activation, MAIL);
        await expect(mailbox.all()).resolves.toEqual([]);
      });

      const mail = await mailbox.waitFor('ada@mail.example', { subject: 'Activate your account' });
      await untilEnded();
      expect(await mailbox.all()).toHaveLength(1);
      expect(mail).toMatchObject({ from: 'post@kino.example', to: ['ada@mail.example'], links: [LINK] });
      expect(mail.html).toContain(LINK.replaceAll('&', '&amp;'));
      const [job] = await jobs();
      expect(job?.['payload']).toEqual({ template: 'activation', key: expect.any(String) });
      expect(JSON.stringify(await jobs())).not.toMatch(/s3cr3t-word|ada@mail/);
    });

    it('say who sent them, when, and that no person did', async () => {
      await start(mailbox.smtpUrl);
      await send();

      const { headers, messageId } = await mailbox.waitFor('ada@mail.example');
      const [job] = await jobs();
      expect(messageId).toMatch(new RegExp(`^outbox-${String(job?.['id'])}\\.[0-9a-f-]{36}@kino\\.example$`));
      expect(headers.get('auto-submitted')).toBe('auto-generated');
      expect(headers.get('from')).toBe('"Kino, am Eck" <post@kino.example>');
      expect(Math.abs(Date.parse(headers.get('date') ?? '') - Date.now())).toBeLessThan(60_000);
    });

    it('carry further headers, which are forgotten with the address', async () => {
      await start(mailbox.smtpUrl);
      const unsubscribe = `<https://cinema.example/unsubscribe?token=s3cr3t-word-${'x'.repeat(80)}>`;
      const headers = {
        'List-Unsubscribe': unsubscribe,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      };
      await get(Transaction).run(() => get(Mailer).send(activation, { ...MAIL, headers }));

      const mail = await mailbox.waitFor('ada@mail.example');
      expect(mail.headers.get('list-unsubscribe')).toBe(unsubscribe);
      expect(mail.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
      expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
      await untilEnded();
      expect(JSON.stringify(await jobs())).not.toContain('s3cr3t-word');
      const bad = { 'List-Unsubscribe': 'a\r\nBcc: eve@evil.example' };
      await expect(
        get(Transaction).run(() => get(Mailer).send(activation, { ...MAIL, headers: bad })),
      ).rejects.toThrow('is not one that a mail can have');
    });

    it('carry files that are made at their delivery, once whoever makes them can', async () => {
      await start(mailbox.smtpUrl);
      const attachments = [greeting.of({ name: 'Ada' }), greeting.of({ name: 'Bo' })];
      await get(Transaction).run(() => get(Mailer).send(activation, { ...MAIL, attachments }));

      const { id } = await mailbox.waitFor('ada@mail.example');
      await untilEnded();
      const files = [1, 2].map((part) => fetch(`${mailbox.url}/api/v1/message/${id}/part/${part}`));
      expect(await Promise.all(files.map(async (file) => (await file).text()))).toEqual([
        'Hello Ada',
        'Hello Bo',
      ]);
      expect(await mailbox.all()).toHaveLength(1);
      expect(get(GreetingMaker).asked).toBe(3);
    });

    it('are not sent when the transaction is rolled back, or to an address with lines in it', async () => {
      await start(mailbox.smtpUrl);
      const regretted = get(Transaction).run(async () => {
        await get(Mailer).send(activation, MAIL);
        throw new Error('changed my mind');
      });

      await expect(regretted).rejects.toThrow('changed my mind');
      await expect(send('ada@mail.example\r\nBcc: eve@evil.example')).rejects.toThrow('not an address');
      await expect(get(Mailer).send(activation, MAIL)).rejects.toThrow('inside Transaction.run()');
      await send('bob@mail.example');
      await mailbox.waitFor('bob@mail.example');
      expect(await mailbox.all()).toHaveLength(1);
    });

    it('wait for a server that is away, and arrive once', async () => {
      const proxy = await createCuttableProxy(new URL(mailbox.smtpUrl));
      await proxy.cut();
      await start(`smtp://127.0.0.1:${proxy.port}`, 100);
      await send();
      await eventually(async () => expect((await jobs())[0]?.['last_error']).toContain('ECONNREFUSED'));
      await proxy.mend();

      await mailbox.waitFor('ada@mail.example');
      await untilEnded();
      expect(await mailbox.all()).toHaveLength(1);
      await proxy.cut();
    });
  });

  describe('with a server that finds fault', () => {
    let server: StubbornMailServer;

    afterEach(() => server.stop());

    it('keep their Message-ID from attempt to attempt', async () => {
      server = await startStubbornMailServer({ data: [451, '4.3.0 Later'], times: 2 });
      await start(server.smtpUrl);
      await send();

      await eventually(() => expect(server.messageIds).toHaveLength(3));
      expect(new Set(server.messageIds).size).toBe(1);
    });

    it('are not tried again where nobody has the address', async () => {
      server = await startStubbornMailServer({ recipient: [550, '5.1.1 No such user ada@mail.example'] });
      await start(server.smtpUrl);
      await send();

      await untilEnded();
      expect(await jobs()).toMatchObject([
        { attempts: 1, failed_at: null, payload: { template: 'activation' } },
      ]);
      expect(JSON.stringify(await jobs())).not.toContain('s3cr3t-word');
    });

    it('become dead letters that show no secret, and arrive when they are tried anew', async () => {
      server = await startStubbornMailServer({ data: [554, `5.7.1 Blocked for ${LINK}`], times: 8 });
      await start(server.smtpUrl);
      await send();

      const letters = get(DeadLetters);
      const [letter] = await eventually(async () => {
        const { jobs: list } = await letters.page({ page: 1, per_page: 10 });
        expect(list).toHaveLength(1);
        return list;
      });
      expect(letter?.lastError).toBe('Error: The mail server answered 554 5.7.1 to DATA.');
      expect(JSON.stringify(letter)).not.toContain('s3cr3t-word');
      await letters.retry(letter?.id ?? '');
      await eventually(() => expect(server.messageIds).toHaveLength(9));
      await untilEnded();
      expect(JSON.stringify(await jobs())).not.toContain('s3cr3t-word');
    });
  });

  it('say what is missing where no server is named', async () => {
    await start(undefined);
    await send();

    await eventually(async () => expect((await jobs())[0]?.['last_error']).toContain('SMTP_URL is not set'));
  });
});
