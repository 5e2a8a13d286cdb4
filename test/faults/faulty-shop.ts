import { StandInControls } from '../../src/integrations/stripe/stand-in/index.js';
import { OrderExpiryTask } from '../../src/modules/orders/order-expiry.task.js';
import { PaymentsReconcileTask } from '../../src/modules/payments/reconcile/payments-reconcile.task.js';
import { DEFAULT_TIMING, JOBS_OPTIONS, type JobsOptions } from '../../src/platform/jobs/jobs.options.js';
import { type CuttableProxy, createCuttableProxy } from '../support/cuttable-proxy.js';
import { startMailbox } from '../support/mailbox.js';
import { openShop, type Shop } from '../support/shop.js';
import { createTestDatabase } from '../support/test-database.js';
import { Auditor } from './auditor.js';

/** A shop whose ways to the database and to the mail server can be cut, and whose Stripe does what it is told. */
export interface FaultyShop extends Shop {
  readonly gateway: StandInControls;
  readonly auditor: Auditor;
  /** The way to the database. */
  readonly database: CuttableProxy;
  /** The way to the mail server. */
  readonly mail: CuttableProxy;
}

/** Jobs are tried again sooner than usual, and are taken for lost sooner. */
const HURRY = { ...DEFAULT_TIMING, firstRetry: 100, poll: 200, redeliverAfter: 4_000, stalledAfter: 3_000 };

export async function openFaultyShop(redisUrl?: string): Promise<FaultyShop> {
  const database = await createTestDatabase();
  const mailbox = await startMailbox();
  const [toDatabase, toMail] = [
    await createCuttableProxy(new URL(database.url)),
    await createCuttableProxy(new URL(mailbox.smtpUrl)),
  ];
  const databaseUrl = through(toDatabase, database.url);
  const jobs: JobsOptions = { databaseUrl, redisUrl, work: true, timing: HURRY };
  const shop = await openShop({
    database,
    environment: {
      DATABASE_URL: databaseUrl,
      SMTP_URL: through(toMail, mailbox.smtpUrl),
      ...(redisUrl === undefined ? {} : { REDIS_URL: redisUrl }),
    },
    configure: (builder) => builder.overrideProvider(JOBS_OPTIONS).useValue(jobs),
  });
  return {
    ...shop,
    gateway: new StandInControls(shop.stripe.url),
    auditor: new Auditor(shop, mailbox),
    database: toDatabase,
    mail: toMail,
    close: async () => {
      await shop.close();
      await Promise.all([toDatabase.cut(), toMail.cut()]);
      await mailbox.stop();
      await database.drop();
    },
  };
}

/** Puts the end of open orders where it is so many minutes ago. */
export async function letExpire(shop: Shop, orderIds: readonly number[], minutesAgo: number): Promise<void> {
  await shop.app.database.query(
    `UPDATE orders SET expires_at = now() - make_interval(mins => $2) WHERE id = ANY ($1::int[])`,
    [orderIds, minutesAgo],
  );
}

/** Releases what was not paid in time, as the program does every half minute. */
export function releaseExpired({ app }: Shop): Promise<string> {
  return app.get(OrderExpiryTask).run();
}

/** Asks the gateway about everything, as the program does every five minutes. */
export async function reconcile({ app }: Shop): Promise<string> {
  await app.database.query(`UPDATE checkouts SET checked_at = now() - interval '1 hour'`);
  return app.get(PaymentsReconcileTask).run();
}

function through({ port }: CuttableProxy, address: string): string {
  const url = new URL(address);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return url.href;
}
