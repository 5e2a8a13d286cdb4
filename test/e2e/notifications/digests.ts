import { DigestTask } from '../../../src/modules/notifications/digest/digest.task.js';
import { Clock } from '../../../src/platform/clock/index.js';
import { Transaction } from '../../../src/platform/database/index.js';
import { type NoticeKind, noticeKind, Notices } from '../../../src/platform/notices/index.js';
import { eventually } from '../../support/eventually.js';
import { StandingClock } from '../../support/job-process.js';
import { type ReceivedMail, startMailbox, type TestMailbox } from '../../support/mailbox.js';
import { aPerson, type Person, signIn, withToken } from '../../support/people.js';
import { createTestApp, type TestApp, type TestAppOptions } from '../../support/test-app.js';

export const MINUTE = 60;
export const PUBLIC_URL = 'https://cinema.example/api';

interface Facts {
  readonly text: string;
}

export const waved = noticeKind<Facts>('test-wave', {
  label: 'Waves at you',
  title: (who) => `${who} waved`,
  body: ({ text }) => text,
});
export const knocked = noticeKind<Facts>('test-knock', {
  label: 'Knocks',
  title: (who) => `${who} knocked`,
  body: ({ text }) => text,
});

/** An application whose clock stands, with a mailbox and people who are told things. */
export class Digests {
  private constructor(
    readonly app: TestApp,
    readonly clock: StandingClock,
    readonly mailbox: TestMailbox,
  ) {}

  static async start({ environment, configure }: TestAppOptions = {}): Promise<Digests> {
    const mailbox = await startMailbox();
    const clock = new StandingClock(new Date());
    const app = await createTestApp({
      environment: { RATE_LIMIT_SCALE: '100', SMTP_URL: mailbox.smtpUrl, PUBLIC_URL, ...environment },
      configure: (builder) => {
        const changed = builder.overrideProvider(Clock).useValue(clock);
        return configure?.(changed) ?? changed;
      },
    });
    return new Digests(app, clock, mailbox);
  }

  /** Another process of the same installation, which looks after digests and delivers nothing. */
  another(): Promise<TestApp> {
    return createTestApp({
      database: this.app.database,
      environment: { DATA_DIR: this.app.settings.dataDirectory, RUN_WORKER: 'off', PUBLIC_URL },
      configure: (builder) => builder.overrideProvider(Clock).useValue(this.clock),
    });
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.mailbox.stop();
  }

  /** Somebody with a name. */
  async named(firstName: string): Promise<Person> {
    const person = await aPerson(this.app);
    await this.app.database.query(
      `INSERT INTO user_profiles (user_id, first_name, last_name) VALUES ($1, $2, 'Lee')`,
      [person.id, firstName],
    );
    return person;
  }

  /** Signed in anew, since tokens grow old while the clock is moved. */
  async as(person: Person): Promise<ReturnType<typeof withToken>> {
    return withToken(this.app, (await signIn(this.app, person)).access_token);
  }

  async wish(person: Person, kind: string, ways: object): Promise<void> {
    const items = [{ kind, ...ways }];
    await (await this.as(person)).patch('/notifications/preferences').send({ items }).expect(200);
  }

  /** Tells somebody, and waits until they have been told. */
  async tell(
    to: Person,
    what: { kind?: NoticeKind<Facts>; by?: Person; subject?: string; text?: string } = {},
  ): Promise<void> {
    const { kind = waved, by, subject = 'door:1', text = 'at the door' } = what;
    const notice = { to: to.id, by: by?.id ?? null, subject, link: '/doors/1', facts: { text } };
    await this.app.get(Transaction).run(() => this.app.get(Notices).tell(kind, notice));
    await this.everythingIsDelivered();
  }

  /** Moves the clock, and mails what is due then. */
  async pass(minutes: number): Promise<void> {
    this.clock.advance(minutes * MINUTE);
    await this.app.get(DigestTask).run();
    await this.everythingIsDelivered();
  }

  everythingIsDelivered(): Promise<void> {
    return eventually(async () =>
      expect(await this.app.database.query('SELECT name FROM outbox WHERE delivered_at IS NULL')).toEqual([]),
    );
  }

  /** What somebody was mailed, the newest first. */
  mails(person: Person): Promise<ReceivedMail[]> {
    return this.mailbox.all(person.email);
  }

  async mail(person: Person): Promise<ReceivedMail> {
    const [mail, ...more] = await this.mails(person);
    if (!mail || more.length > 0) throw new Error(`${more.length + (mail ? 1 : 0)} mails instead of one.`);
    return mail;
  }
}
