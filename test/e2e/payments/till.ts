import { type DynamicModule, Global, Module, type Type } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Test, type TestingModule } from '@nestjs/testing';
import { MailModule } from '../../../src/integrations/mail/index.js';
import { StripeGateway } from '../../../src/integrations/stripe/index.js';
import { StaffService } from '../../../src/modules/accounts/index.js';
import { UsersRepository } from '../../../src/modules/accounts/users/users.repository.js';
import {
  type LineOrder,
  netOf,
  type OrderLine,
  type OrderLineKind,
  OrderPayments,
  type PaymentDemand,
  type Prepared,
  type Refusal,
  type Revalidation,
  SellsOrderLines,
} from '../../../src/modules/orders/index.js';
import { RefundOrderService } from '../../../src/modules/orders/refunds/refund-order.service.js';
import { StripePayments } from '../../../src/modules/payments/checkouts/stripe-payments.service.js';
import { PaymentsModule } from '../../../src/modules/payments/index.js';
import { AuditModule } from '../../../src/platform/audit/index.js';
import { Clock, ClockModule } from '../../../src/platform/clock/index.js';
import { ConfigModule, parseSettings } from '../../../src/platform/config/index.js';
import { DatabaseModule, Transaction } from '../../../src/platform/database/index.js';
import { IdempotencyModule } from '../../../src/platform/idempotency/index.js';
import { Invariants, InvariantsModule } from '../../../src/platform/invariants/index.js';
import { JobHandler, type JobProcessor, JobsModule } from '../../../src/platform/jobs/index.js';
import { Deliveries } from '../../../src/platform/jobs/deliveries.js';
import { NoticesModule } from '../../../src/platform/notices/index.js';
import { Metrics, ObservabilityModule } from '../../../src/platform/observability/index.js';
import { createTestDatabase, type TestDatabase } from '../../support/test-database.js';
import { FakeGateway } from './fake-gateway.js';

/** Something to sell that is always there, unless a test says that it is gone. */
@SellsOrderLines()
export class TestKind implements OrderLineKind {
  readonly kind = 'test';
  readonly requestFields = [];
  isGone = false;
  readonly fulfilled: number[] = [];
  readonly revoked: number[] = [];

  prepare(): Promise<Prepared> {
    return Promise.resolve({ lines: [], excluded: [] });
  }

  claim(): Promise<void> {
    return Promise.resolve();
  }

  revalidate(_order: LineOrder, lines: readonly OrderLine[]): Promise<readonly Revalidation[]> {
    return Promise.resolve(lines.map((line) => ({ line, result: 'unchanged' })));
  }

  reclaim(): Promise<boolean> {
    return Promise.resolve(!this.isGone);
  }

  fulfil(_order: LineOrder, lines: readonly OrderLine[]): Promise<void> {
    this.fulfilled.push(...lines.map(({ id }) => id));
    return Promise.resolve();
  }

  release(): Promise<void> {
    return Promise.resolve();
  }

  revoke(_order: LineOrder, lines: readonly OrderLine[]): Promise<readonly Refusal[]> {
    this.revoked.push(...lines.map(({ id }) => id));
    return Promise.resolve([]);
  }
}

/** Notices are somebody else's. */
@JobHandler('notify')
class NobodyListens implements JobProcessor<'notify'> {
  handle(): Promise<void> {
    return Promise.resolve();
  }
}

@Module({ providers: [TestKind, NobodyListens] })
class TestKindModule {}

/** Of accounts, those who are told of alerts. */
@Global()
@Module({ providers: [StaffService, UsersRepository], exports: [StaffService] })
class StaffModule {}

@Module({})
class FakeGatewayModule {
  static with(gateway: FakeGateway): DynamicModule {
    const providers = [{ provide: StripeGateway, useValue: gateway }];
    return { module: FakeGatewayModule, global: true, providers, exports: [StripeGateway] };
  }
}

/** Orders and payments with a gateway in memory, and jobs that run when a test says so. */
export class Till {
  readonly gateway = new FakeGateway();
  /** Minutes that the program's clock is ahead. */
  ahead = 0;
  private constructor(
    readonly database: TestDatabase,
    private readonly userId: number,
  ) {}

  private module: TestingModule;

  static async open(): Promise<Till> {
    const database = await createTestDatabase();
    const [user] = await database.query<{ id: number }>(
      `INSERT INTO users (email, hashed_password, is_active, activated_at, group_id)
       SELECT 'buyer@test.example', 'x', true, now(), id FROM user_groups WHERE name = 'user' RETURNING id`,
    );
    const till = new Till(database, user?.id ?? 0);
    await till.start();
    return till;
  }

  async close(): Promise<void> {
    await this.module.close();
    await this.database.drop();
  }

  get<T>(token: Type<T>): T {
    return this.module.get(token, { strict: false });
  }

  /** An order of lines at these prices, in minor units. */
  async order(...prices: number[]): Promise<number> {
    const total = prices.reduce((sum, price) => sum + price, 0);
    const [row] = await this.database.query<{ id: number }>(
      `WITH o AS (INSERT INTO orders (user_id, total_amount, currency, expires_at)
         VALUES ($1, $2::numeric / 100, 'usd', now() + interval '15 minutes') RETURNING id),
       e AS (INSERT INTO order_events (order_id, to_status, reason) SELECT id, 'pending', 'ordered' FROM o),
       i AS (INSERT INTO order_items (order_id, kind, title, quantity, price_at_order)
         SELECT o.id, 'test', 'Thing ' || n, 1, p::numeric / 100 FROM o, unnest($3::int[]) WITH ORDINALITY AS l (p, n))
       SELECT id FROM o`,
      [this.userId, total, prices],
    );
    return row?.id ?? 0;
  }

  async demand(orderId: number, over: Partial<PaymentDemand> = {}): Promise<PaymentDemand> {
    const order = await this.get(Transaction).run(() => this.get(OrderPayments).lock(orderId));
    const lines = order?.lines ?? [];
    return {
      orderId,
      amount: order?.total ?? 0,
      currency: 'usd',
      email: 'buyer@test.example',
      lines: lines.map((line) => ({ title: line.title, quantity: 1, unitAmount: netOf(line) })),
      method: undefined,
      expiresAt: order?.expiresAt ?? new Date(),
      ...over,
    };
  }

  /** Opens the page on which an order is paid. @returns the gateway's id of it */
  async page(orderId: number): Promise<string> {
    const { url } = await this.get(StripePayments).open(await this.demand(orderId));
    return url.split('/').at(-1) ?? '';
  }

  /** Cancels an open order without telling the gateway, as when it does not answer. */
  async cancel(orderId: number): Promise<void> {
    await this.database.query(`UPDATE orders SET status = 'canceled' WHERE id = $1`, [orderId]);
    await this.database.query(
      `INSERT INTO order_events (order_id, from_status, to_status, reason) VALUES ($1, 'pending', 'canceled', 'expired')`,
      [orderId],
    );
  }

  /** Gives lines of an order back, or all of it. */
  async refund(orderId: number, lines?: number[]): Promise<void> {
    await this.get(RefundOrderService).asCustomer(orderId, { lines, reason: null, by: this.userId });
  }

  async linesOf(orderId: number): Promise<number[]> {
    const rows = await this.database.query<{ id: number }>(
      'SELECT id FROM order_items WHERE order_id = $1 ORDER BY id',
      [orderId],
    );
    return rows.map(({ id }) => id);
  }

  /** Makes one attempt at each job of payments that is open. @returns what each failure said */
  async work(): Promise<string[]> {
    const jobs = await this.database.query<{ id: string }>(
      `SELECT id FROM outbox WHERE name IN ('send-refund', 'handle-payment-event')
       AND delivered_at IS NULL AND failed_at IS NULL ORDER BY id`,
    );
    const failures: string[] = [];
    for (const { id } of jobs) {
      await this.get(Deliveries)
        .deliver(id)
        .catch((error: unknown) => failures.push(String(error)));
    }
    return failures;
  }

  /** What the books say of an order, in short. */
  async books(orderId: number): Promise<{ order: string; payments: string[]; refunds: string[] }> {
    const [order] = await this.database.query<{ text: string }>(
      `SELECT status || ' ' || refunded_amount AS text FROM orders WHERE id = $1`,
      [orderId],
    );
    const payments = await this.database.query<{ text: string }>(
      `SELECT concat_ws(' ', status, coalesce(settlement, decline_code), amount, refunded_amount) AS text
       FROM payments WHERE order_id = $1 ORDER BY id`,
      [orderId],
    );
    const refunds = await this.database.query<{ text: string }>(
      `SELECT concat_ws(' ', origin, status, amount) AS text FROM refunds WHERE order_id = $1 ORDER BY id`,
      [orderId],
    );
    return {
      order: order?.text ?? '',
      payments: payments.map(({ text }) => text),
      refunds: refunds.map(({ text }) => text),
    };
  }

  /** Which things customers were told of an order. */
  async told(orderId: number): Promise<string[]> {
    const rows = await this.database.query<{ name: string }>(
      'SELECT name FROM order_messages WHERE order_id = $1 ORDER BY sent_at, name',
      [orderId],
    );
    return rows.map(({ name }) => name.split(' ')[0] ?? '');
  }

  /** The names of invariants that do not hold. */
  async broken(): Promise<string[]> {
    const checked = await this.get(Invariants).check();
    return checked.filter(({ broken }) => broken.length > 0).map(({ name }) => name);
  }

  /** What Prometheus would be told. */
  metrics(): Promise<string> {
    return this.get(Metrics).registry.metrics();
  }

  private async start(): Promise<void> {
    const settings = parseSettings({
      NODE_ENV: 'test',
      DATABASE_URL: this.database.url,
      LOG_LEVEL: 'silent',
      STRIPE_SECRET_KEY: 'sk_test_none',
      STRIPE_WEBHOOK_SECRET: 'whsec_none',
    });
    const ahead = (): number => this.ahead * 60_000;
    this.module = await Test.createTestingModule({
      imports: [
        ConfigModule.forRoot(settings),
        ClockModule,
        DatabaseModule.forRoot(this.database.url, 8),
        AuditModule,
        ObservabilityModule,
        JobsModule.forRoot({ databaseUrl: this.database.url, work: false }),
        NoticesModule,
        IdempotencyModule,
        InvariantsModule,
        MailModule.forRoot(settings),
        FakeGatewayModule.with(this.gateway),
        PaymentsModule,
        TestKindModule,
        StaffModule,
        DiscoveryModule,
      ],
    })
      .overrideProvider(Clock)
      .useValue({ now: () => new Date(Date.now() + ahead()) })
      .compile();
    this.module.useLogger(false);
    await this.module.init();
  }
}
