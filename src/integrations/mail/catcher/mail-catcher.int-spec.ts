import { connect, createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { request } from 'node:http';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { type MailCatcher, MailCatcherError, startMailCatcher } from './index.js';
import type { MailDetail, MailList } from './caught-mail.js';

const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)>';

describe('The mail catcher', () => {
  let catcher: MailCatcher;

  beforeEach(async () => {
    catcher = await startMailCatcher({ host: '127.0.0.1', smtpPort: 0, httpPort: 0 });
  });
  afterEach(() => catcher.stop());

  const send = async (mail: SendMailOptions = {}): Promise<void> => {
    const from = { name: 'Online Cinema', address: 'no-reply@cinema.example' };
    const transport = createTransport({ url: catcher.smtpUrl });
    await transport.sendMail({ from, to: 'ada@mail.example', subject: 'Hello', text: 'Hi Ada', ...mail });
  };
  const ask = (path: string, options?: RequestInit): Promise<Response> => fetch(catcher.url + path, options);
  const list = async (path = '/api/v1/messages'): Promise<MailList> =>
    (await ask(path)).json() as Promise<MailList>;
  const latest = async (): Promise<MailDetail> =>
    (await ask('/api/v1/message/latest')).json() as Promise<MailDetail>;
  const page = async (path: string): Promise<string> => (await ask(path)).text();
  const idOfLatest = async (): Promise<string> => (await latest()).ID;

  it('lists what it caught, newest first, in pages', async () => {
    for (const subject of ['One', 'Two', 'Three']) await send({ subject, bcc: 'hidden@mail.example' });

    const all = await list();
    expect(all).toMatchObject({ total: 3, unread: 3, count: 3, messages_count: 3, start: 0 });
    expect(all.messages.map(({ Subject }) => Subject)).toEqual(['Three', 'Two', 'One']);
    expect(all.messages[0]).toEqual({
      ID: expect.stringMatching(/^[0-9a-f]{22}$/),
      MessageID: expect.stringMatching(/^[^<>]+@[^<>]+$/),
      Read: false,
      From: { Name: 'Online Cinema', Address: 'no-reply@cinema.example' },
      To: [{ Name: '', Address: 'ada@mail.example' }],
      Cc: [],
      Bcc: [{ Name: '', Address: 'hidden@mail.example' }],
      ReplyTo: [],
      Subject: 'Three',
      Created: expect.stringMatching(/^\d{4}-.*Z$/),
      Size: expect.any(Number),
      Snippet: 'Hi Ada',
      Attachments: 0,
      Tags: [],
    });
    const second = await list('/api/v1/messages?start=1&limit=1');
    expect(second).toMatchObject({ total: 3, count: 1, start: 1, messages: [{ Subject: 'Two' }] });
  });

  it('tells everything of one mail, which is read from then on', async () => {
    await send({ html: '<p>Hi <b>Ada</b></p>', attachments: [{ filename: 'a "b".txt', content: 'ticket' }] });
    const [summary] = (await list()).messages;

    const answer = await ask(`/api/v1/message/${summary?.ID ?? ''}`);
    expect(await answer.json()).toMatchObject({
      ID: summary?.ID,
      MessageID: summary?.MessageID,
      Subject: 'Hello',
      Text: 'Hi Ada\n',
      HTML: '<p>Hi <b>Ada</b></p>\n',
      Attachments: [{ PartID: '1', FileName: 'a "b".txt', ContentType: 'text/plain', Size: 6 }],
      Inline: [],
    });
    expect(await list()).toMatchObject({ unread: 0, messages: [{ Read: true }] });
    const file = await ask(`/api/v1/message/${summary?.ID ?? ''}/part/1`);
    expect(file.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''a%20%22b%22.txt");
    expect(await file.text()).toBe('ticket');
    const headers = await ask('/api/v1/message/latest/headers');
    expect(await headers.json()).toMatchObject({ Subject: ['Hello'], To: ['ada@mail.example'] });
    expect(await page('/api/v1/message/latest/raw')).toContain('\r\nSubject: Hello\r\n');
  });

  it.each(['', '/headers', '/raw', '/part/1'])('knows when it has no such mail: %s', async (rest) => {
    expect((await ask(`/api/v1/message/0123456789${rest}`)).status).toBe(404);
    await send();
    expect((await ask('/api/v1/message/latest/part/1')).status).toBe(404);
  });

  it('finds mails by whom they are to and what they say', async () => {
    await send({ to: 'bob@mail.example', subject: 'Your tickets', text: 'Row 7' });
    await send();
    const subjects = async (query: string): Promise<string[]> =>
      (await list(`/api/v1/search?query=${encodeURIComponent(query)}`)).messages.map(
        ({ Subject }) => Subject,
      );

    expect(await subjects('to:bob@mail.example')).toEqual(['Your tickets']);
    expect(await subjects('to:BOB subject:"your tickets"')).toEqual(['Your tickets']);
    expect(await subjects('to:ada subject:tickets')).toEqual([]);
    expect(await subjects('row')).toEqual(['Your tickets']);
    expect(await subjects('')).toHaveLength(2);
  });

  it('forgets mails: some, or all', async () => {
    for (const subject of ['One', 'Two', 'Three']) await send({ subject });
    const [three] = (await list()).messages;
    const json = { 'content-type': 'application/json' };

    await ask('/api/v1/messages', {
      method: 'DELETE',
      headers: json,
      body: JSON.stringify({ IDs: [three?.ID] }),
    });
    expect((await list()).messages.map(({ Subject }) => Subject)).toEqual(['Two', 'One']);
    expect((await ask('/api/v1/messages', { method: 'DELETE', headers: json, body: '{' })).status).toBe(400);
    expect((await ask('/api/v1/messages', { method: 'DELETE', headers: json })).status).toBe(200);
    expect(await list()).toMatchObject({ total: 0, messages: [] });
  });

  it('has pages that show hostile mails as text, and run nothing', async () => {
    await send({
      subject: `${HOSTILE} {{boom}}`,
      text: `${HOSTILE} https://a.example/?b="onclick=x`,
      html: '',
    });
    const id = await idOfLatest();

    for (const path of ['/', `/mail/${id}`, `/mail/${id}?tab=headers`]) {
      const answer = await ask(path);
      expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self';/);
      const body = await answer.text();
      expect(body).toContain('&lt;script&gt;');
      expect(body).not.toMatch(/<script|<img/);
    }
    expect(await page(`/mail/${id}`)).toContain('<a href="https://a.example/?b&#x3D;" target="_blank"');
  });

  it('shows the HTML of a mail in a frame where links work and scripts do not', async () => {
    const html = '<html><head lang="en"><title>x</title></head><a href="https://a.example">A</a></html>';
    await send({ html });
    const id = await idOfLatest();

    expect(await page(`/mail/${id}`)).toContain(
      `src="/view/${id}" sandbox="allow-popups allow-popups-to-escape-sandbox"`,
    );
    const view = await ask(`/view/${id}`);
    const policy = view.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none';.*; sandbox allow-popups allow-popups-to-escape-sandbox$/);
    expect(policy).not.toMatch(/script/);
    expect(await view.text()).toContain('<head lang="en"><base target="_blank"><title>');
    expect(await page(`/mail/${id}?tab=text`)).toContain('<pre>Hi Ada');
  });

  it('shows pictures that travel in the mail', async () => {
    const picture = {
      cid: 'qr@cinema',
      filename: 'qr.png',
      contentType: 'image/png',
      content: Buffer.from('png'),
    };
    await send({ html: '<img src="cid:qr@cinema"><img src="cid:other">', attachments: [picture] });

    expect((await latest()).Inline).toMatchObject([{ FileName: 'qr.png', ContentID: 'qr@cinema' }]);
    expect(await page(`/view/${await idOfLatest()}`)).toContain(
      '<base target="_blank"><img src="data:image/png;base64,cG5n"><img src="cid:other">',
    );
  });

  it('says what to do while there is nothing, and looks again by itself', async () => {
    const empty = await page('/');
    expect(empty).toContain('No mails yet');
    expect(empty).toContain('<meta http-equiv="refresh" content="3">');

    await send();
    expect(await page('/')).toContain('Delete all 1');
    const deleted = await ask('/delete', { method: 'POST', redirect: 'manual' });
    expect(deleted.status).toBe(303);
    expect(await page('/')).toContain('No mails yet');
  });

  it('answers nobody who calls it by another name, and changes nothing for another site', async () => {
    await send();
    const { port } = new URL(catcher.url);
    const statusFor = (method: string, headers: Record<string, string>): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        request({ port, host: '127.0.0.1', method, path: '/api/v1/messages', headers }, (answer) => {
          answer.resume();
          resolve(answer.statusCode);
        })
          .on('error', reject)
          .end();
      });

    expect(await statusFor('GET', { host: 'evil.example' })).toBe(403);
    expect(await statusFor('GET', { host: 'localhost.evil.example:8025' })).toBe(403);
    expect(await statusFor('DELETE', { host: 'localhost', origin: 'https://evil.example' })).toBe(403);
    expect(await statusFor('DELETE', { host: 'localhost', origin: 'null' })).toBe(403);
    expect(await statusFor('GET', { host: '127.0.0.1:1' })).toBe(200);
    expect((await list()).total).toBe(1);
  });

  it('refuses a mail of more than 10 MB, announced or not', async () => {
    await expect(send({ text: 'x'.repeat(10_100_000) })).rejects.toMatchObject({ responseCode: 552 });

    const socket = connect(Number(new URL(catcher.smtpUrl).port), '127.0.0.1').setEncoding('utf8');
    const replies = socket[Symbol.asyncIterator]() as AsyncIterator<string>;
    const line = 'x'.repeat(998);
    const mail = `Subject: Large\r\n\r\n${`${line}\r\n`.repeat(10_100)}.`;
    let reply = String((await replies.next()).value);
    for (const said of ['EHLO me', 'MAIL FROM:<a@b.example>', 'RCPT TO:<c@d.example>', 'DATA', mail]) {
      socket.write(`${said}\r\n`);
      reply = String((await replies.next()).value);
    }
    socket.destroy();
    expect(reply).toMatch(/^552 /);
    expect((await list()).total).toBe(0);
  });

  it('can be called where it listens on every address', async () => {
    const everywhere = await startMailCatcher({ host: '0.0.0.0', smtpPort: 0, httpPort: 0 });
    const answer = await fetch(everywhere.url);
    await everywhere.stop();

    expect(answer.status).toBe(200);
    expect(everywhere.url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(everywhere.smtpUrl).toMatch(/^smtp:\/\/127\.0\.0\.1:\d+$/);
  });

  it('names the setting of a port that is taken, and lets go of the other', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const taken = (other.address() as AddressInfo).port;

    await expect(startMailCatcher({ host: '127.0.0.1', smtpPort: taken, httpPort: 0 })).rejects.toThrow(
      `Port ${taken} of the mail catcher is taken by another program. Choose another one with MAIL_SMTP_PORT`,
    );
    const { smtpUrl } = catcher;
    await catcher.stop();
    const again = { host: '127.0.0.1', smtpPort: Number(new URL(smtpUrl).port), httpPort: taken };
    await expect(startMailCatcher(again)).rejects.toThrow('with MAIL_PORT');
    await expect(startMailCatcher(again)).rejects.toThrow(MailCatcherError);
    await new Promise((resolve) => other.close(resolve));
    catcher = await startMailCatcher(again);
  });
});
