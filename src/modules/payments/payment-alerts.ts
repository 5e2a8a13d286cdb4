import { Injectable, Logger } from '@nestjs/common';
import { Counter } from 'prom-client';
import { Transaction } from '../../platform/database/index.js';
import { noticeKind, Notices } from '../../platform/notices/index.js';
import { Metrics } from '../../platform/observability/index.js';
import { StaffService } from '../accounts/index.js';
import type { AlertNotice, PaymentAlert } from './alert-facts.js';
import { en } from './texts/en.js';
import { uk } from './texts/uk.js';

/** As long as `notifications.subject`. */
const MAX_SUBJECT = 100;

/** For whoever looks: ids and amounts, never names. */
type AlertFacts = Readonly<Record<string, string | number | null>> & { readonly order_id?: number };

const paymentAlert = noticeKind<AlertNotice>('payment-alert', {
  label: 'For moderators: payments that somebody has to look at',
  ...en,
  uk,
  telegram: true,
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
