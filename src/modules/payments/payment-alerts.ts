import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Database } from '../../platform/database/index.js';
import { Metrics } from '../../platform/observability/index.js';

/** What somebody has to look at. The names are stable: alarms are built on them. */
export type PaymentAlert =
  /** Money arrived that is not what the order comes to. */
  | 'mismatch'
  /** Money arrived on a page that we did not open, as far as the books know. */
  | 'unknown-checkout'
  /** The gateway refuses to open or close a page to pay on. */
  | 'checkout-refused'
  /** Money that should go back does not. */
  | 'refund-failed'
  | 'dispute-opened'
  | 'dispute-lost';

/** Calls for people where money is not as it should be: in the log, as `alert`, and as a metric. */
@Injectable()
export class PaymentAlerts {
  private readonly logger = new Logger('Payments');
  private readonly raised: Counter<'kind'>;

  constructor(
    metrics: Metrics,
    private readonly database: Database,
  ) {
    this.raised = new Counter({
      name: 'payment_alerts_total',
      help: 'What somebody has to look at about payments.',
      labelNames: ['kind'],
      registers: [metrics.registry],
    });
  }

  /**
   * Inside a transaction it waits for the commit.
   * @param facts for whoever looks: ids and amounts, never names
   */
  raise(kind: PaymentAlert, facts: Readonly<Record<string, string | number | null>>): void {
    const { transaction } = this.database;
    if (transaction) transaction.afterCommit.push(() => this.write(kind, facts));
    else this.write(kind, facts);
  }

  private write(kind: PaymentAlert, facts: Readonly<Record<string, string | number | null>>): void {
    this.raised.inc({ kind });
    this.logger.error({ alert: kind, ...facts });
  }
}
