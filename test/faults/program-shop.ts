import { randomBytes } from 'node:crypto';
import supertest from 'supertest';
import {
  StandInControls,
  type StripeStandIn,
  startStripeStandIn,
} from '../../src/integrations/stripe/stand-in/index.js';
import { startMailbox, type TestMailbox } from '../support/mailbox.js';
import { aPerson, signIn } from '../support/people.js';
import { freePort, type Program, runProgram, untilReady } from '../support/program.js';
import type { Customer } from '../support/shop.js';
import { createTestApp, type TestApp } from '../support/test-app.js';
import { Auditor } from './auditor.js';
import { FULL, soon } from './extent.js';
import { Hold } from './hold.js';

/** The processes of the build. */
export type Part = 'main' | 'worker';

/** The built program as two processes, API and worker, that can be killed. */
export class ProgramShop {
  readonly gateway: StandInControls;
  private readonly running = new Map<Part, Program>();
  private readonly holds: Hold[] = [];

  private constructor(
    /** Looks on: it answers no requests of customers and works on no jobs. */
    readonly app: TestApp,
    readonly stripe: StripeStandIn,
    readonly mailbox: TestMailbox,
    readonly auditor: Auditor,
    private readonly url: string,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly end: () => Promise<void>,
  ) {
    this.gateway = new StandInControls(stripe.url);
  }

  static async open(): Promise<ProgramShop> {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const keys = { secretKey: `sk_test_${word()}`, webhookSecret: `whsec_${word()}` };
    const webhookUrl = `${url}/payments/webhook`;
    const stripe = await startStripeStandIn({ ...keys, host: '127.0.0.1', port: 0, webhookUrl });
    const mailbox = await startMailbox();
    const environment = {
      PORT: String(port),
      HOST: '127.0.0.1',
      PUBLIC_URL: url,
      STRIPE_SECRET_KEY: keys.secretKey,
      STRIPE_WEBHOOK_SECRET: keys.webhookSecret,
      STRIPE_API_URL: stripe.url,
      SMTP_URL: mailbox.smtpUrl,
      JWT_SECRET: word(),
      BCRYPT_COST: '4',
      RATE_LIMIT_SCALE: '1000',
      LOG_LEVEL: 'warn',
    };
    const app = await createTestApp({ environment: { ...environment, RUN_WORKER: 'off' } });
    const programs = { ...environment, DATA_DIR: app.settings.dataDirectory };
    const auditor = new Auditor({ app, stripe }, mailbox);
    const shop = new ProgramShop(app, stripe, mailbox, auditor, url, programs, async () => {
      await app.close();
      await stripe.close();
      await mailbox.stop();
    });
    await Promise.all([shop.start('main'), shop.start('worker')]);
    return shop;
  }

  async close(): Promise<void> {
    for (const { child, ended } of this.running.values()) {
      child.kill('SIGTERM');
      await ended;
    }
    await this.end();
  }

  /** Somebody who talks to the API process. */
  async customer(): Promise<Customer> {
    const person = await aPerson(this.app);
    const { access_token } = await signIn(this.app, person);
    const client = supertest.agent(this.url).set('authorization', `Bearer ${access_token}`);
    return { ...person, client };
  }

  async start(part: Part): Promise<void> {
    const runsJobs = part === 'worker' ? 'on' : 'off';
    const database = new URL(this.app.database.url);
    database.searchParams.set('application_name', part);
    const settings = { ...this.environment, DATABASE_URL: database.href, RUN_WORKER: runsJobs };
    const program = runProgram(part, [], settings);
    this.running.set(part, program);
    if (part === 'main') return untilReady(program);
    await soon(() => expect(program.output()).toContain('worker runs'));
  }

  /** Holds something in the database until `goOn`. */
  async hold(sql: string, ...values: unknown[]): Promise<Hold> {
    const hold = await Hold.on(this.app.database.url, sql, values);
    this.holds.push(hold);
    return hold;
  }

  /** Nothing is held or goes wrong any more. */
  async goOn(): Promise<void> {
    await Promise.all(this.holds.splice(0).map((hold) => hold.release()));
    await this.gateway.heal();
  }

  /** The power fails: nothing of the process is left, in the database neither. */
  async kill(part: Part): Promise<void> {
    const program = this.running.get(part);
    program?.child.kill('SIGKILL');
    await program?.ended;
    await this.forgetConnections(part);
  }

  /** Brings a process back that was killed. What it had begun is taken for lost after a minute, which is not waited for. */
  async restart(part: Part): Promise<void> {
    if (!FULL) await this.letAMinutePass();
    await this.start(part);
  }

  /** PostgreSQL sees that a client is gone when it next writes to it: statements that wait for a lock would still be done. */
  private async forgetConnections(part: Part): Promise<void> {
    await this.app.database.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND application_name = $1`,
      [part],
    );
  }

  private async letAMinutePass(): Promise<void> {
    const { database } = this.app;
    await database.query(
      `UPDATE bullmq.job SET state = 'waiting', lock_token = NULL, locked_until_ms = NULL WHERE state = 'active'`,
    );
    await database.query(`UPDATE cron_tasks SET leased_until = now() WHERE leased_by IS NOT NULL`);
    await database.query(`UPDATE idempotency_keys SET locked_until = locked_until - interval '1 minute'`);
    await database.query(`UPDATE checkouts SET attempted_at = attempted_at - interval '1 minute'`);
  }
}

function word(): string {
  return randomBytes(24).toString('hex');
}
