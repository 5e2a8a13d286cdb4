import { CaughtMails } from './caught-mails.js';
import { receiveMail } from './read-mail.js';

const aMail = (subject: string, size = 100) =>
  receiveMail(
    Buffer.from(`Subject: ${subject}\r\n\r\n`.padEnd(size, 'x')),
    { from: '', to: [] },
    new Date(0),
  );
const subjects = (mails: CaughtMails): string[] => mails.list(0, 100).messages.map(({ Subject }) => Subject);

describe('Caught mails', () => {
  it('make room for new ones: the oldest go first', async () => {
    const mails = new CaughtMails({ mails: 2, bytes: 1_000 });
    for (const subject of ['One', 'Two', 'Three']) mails.add(await aMail(subject));

    expect(subjects(mails)).toEqual(['Three', 'Two']);
  });

  it('take no more memory than they may', async () => {
    const mails = new CaughtMails({ mails: 100, bytes: 1_000 });
    for (const subject of ['One', 'Two', 'Three']) mails.add(await aMail(subject, 400));
    expect(subjects(mails)).toEqual(['Three', 'Two']);

    mails.remove([mails.find('latest')?.summary.ID ?? '']);
    mails.add(await aMail('Four', 500));
    expect(subjects(mails)).toEqual(['Four', 'Two']);
  });

  it('are summed up quickly, however hostile', async () => {
    const html = Buffer.from(`Content-Type: text/html\r\n\r\n${'<'.repeat(5_000_000)}`);
    const started = performance.now();

    await receiveMail(html, { from: '', to: [] }, new Date(0));
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
