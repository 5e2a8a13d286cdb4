import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Transaction } from '../../platform/database/index.js';
import { noticeKind, Notices } from '../../platform/notices/index.js';
import { Metrics } from '../../platform/observability/index.js';
import { StaffService } from '../accounts/index.js';

/** What somebody has to look at, in words. The names are stable: alarms are built on them. */
const ALERTS = {
  mismatch: 'Money arrived that is not what the order comes to. It goes back',
  'unknown-checkout': 'Money arrived on a page that we did not open, as far as the books know',
  'checkout-refused': 'The gateway refuses to open or close a page to pay on',
  'refund-failed': 'Money that should go back does not',
  'dispute-opened': 'A customer disputes a payment at their bank: answer it in the dashboard of the gateway',
  'dispute-lost':
    'A disputed payment was decided for the customer. The money is gone, and what it paid was taken back',
} as const;

export type PaymentAlert = keyof typeof ALERTS;

/** As long as `notifications.subject`. */
const MAX_SUBJECT = 100;

/** For whoever looks: ids and amounts, never names. */
type AlertFacts = Readonly<Record<string, string | number | null>> & { readonly order_id?: number };

const paymentAlert = noticeKind<{ alert: PaymentAlert; order: number | null }>('payment-alert', {
  label: 'For moderators: payments that somebody has to look at',
  title: (_who, { order }) =>
    order === null ? 'A payment needs a look' : `The payment of order ${order} needs a look`,
  body: ({ alert }) => `${ALERTS[alert]}.`,
});

/** Calls for people where money is not as it should be: moderators, the log (as `alert`), and a metric. */
@Injectable()
export class PaymentAlerts {
  private readonly logger = new Logger('Payments');
  private readonly raised: Counter<'kind'>;

  constructor(
    metrics: Metrics,
    private readonly transaction: Transaction,
    private readonly notices: Notices,
    private readonly staff: StaffService,
  ) {
    this.raised = new Counter({
      name: 'payment_alerts_total',
      help: 'What somebody has to look at about payments.',
      labelNames: ['kind'],
      registers: [metrics.registry],
    });
  }

  /** Inside a transaction it belongs to that, and is not heard of when that is rolled back. */
  raise(kind: PaymentAlert, facts: AlertFacts): Promise<void> {
    return this.transaction.run(async () => {
      const order = facts.order_id ?? null;
      const about = {
        subject: `payment-alert:${kind}:${order ?? Object.values(facts).join(':')}`.slice(0, MAX_SUBJECT),
        link: order === null ? '/admin/payments' : `/admin/orders/${order}`,
      };
      for (const to of await this.staff.moderators()) {
        await this.notices.tell(paymentAlert, { to, by: null, ...about, facts: { alert: kind, order } });
      }
      this.transaction.afterCommit(() => {
        this.raised.inc({ kind });
        this.logger.error({ alert: kind, ...facts });
      });
    });
  }
}
