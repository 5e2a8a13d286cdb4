import type { MailList } from '../../src/integrations/mail/catcher/caught-mail.js';
import { createStripe } from '../../src/integrations/stripe/stripe-client.js';
import type { TestMailbox } from '../support/mailbox.js';
import { expectInvariants, type Shop } from '../support/shop.js';
import { soon } from './extent.js';

/** Who looks at the books, at the gateway's, and at what was told to whom. */
export type Audited = Pick<Shop, 'app'> & { readonly stripe: { readonly url: string } };

/** A payment with what was taken and what went back, in minor units. */
interface Balance {
  readonly payment: string;
  readonly captured: number;
  readonly returned: number;
}

/** After whatever happened: is everything as it must be? */
export class Auditor {
  /** What arrived so far, by Message-ID: a copy of a mail is the same mail. */
  private readonly mails = new Map<string, string>();

  constructor(
    private readonly shop: Audited,
    private readonly mailbox: TestMailbox,
  ) {}

  /**
   * What must be true at every moment is true now, and when all work has ended; by then all money has bought something or has
   * gone back, and every buyer has been told once.
   */
  async expectSound(): Promise<void> {
    await expectInvariants(this.shop);
    await soon(() => this.expectNothingLeftToDo());
    await soon(() => this.expectMoneyAccountedFor());
    await soon(() => this.expectBuyersTold());
    await expectInvariants(this.shop);
  }

  private async expectNothingLeftToDo(): Promise<void> {
    const left = await this.shop.app.database.query(
      'SELECT id, name, attempts, last_error FROM outbox WHERE delivered_at IS NULL ORDER BY id',
    );
    expect(left).toEqual([]);
  }

  private async expectMoneyAccountedFor(): Promise<void> {
    const atGateway = await this.gatewayBalances();
    expect(await this.bookedBalances()).toEqual(atGateway);
    const [sold] = await this.shop.app.database.query<{ kept: number }>(
      `SELECT coalesce(sum(total_amount - bonus_amount - refunded_amount) * 100, 0)::int AS kept
       FROM orders WHERE status IN ('paid', 'refunded')`,
    );
    expect(sold?.kept).toBe(atGateway.reduce((sum, { captured, returned }) => sum + captured - returned, 0));
  }

  private async gatewayBalances(): Promise<Balance[]> {
    const { secretKey = '' } = this.shop.app.settings.stripe ?? {};
    const stripe = createStripe({ secretKey, webhookSecret: '', apiUrl: this.shop.stripe.url });
    const everything = { limit: 10_000 };
    const intents = await stripe.paymentIntents.list({ limit: 100 }).autoPagingToArray(everything);
    const refunds = await stripe.refunds.list({ limit: 100 }).autoPagingToArray(everything);
    const captured = intents.filter(({ amount_received }) => amount_received > 0);
    const balances = captured.map(({ id, amount_received }) => ({
      payment: id,
      captured: amount_received,
      returned: refunds
        .filter((refund) => refund.payment_intent === id && refund.status === 'succeeded')
        .reduce((sum, refund) => sum + refund.amount, 0),
    }));
    return balances.sort((one, other) => (one.payment < other.payment ? -1 : 1));
  }

  private bookedBalances(): Promise<Balance[]> {
    return this.shop.app.database.query<Balance>(
      `SELECT p.external_payment_id AS payment, (p.amount * 100)::int AS captured,
         coalesce((SELECT sum(r.amount) * 100 FROM refunds r
           WHERE r.payment_id = p.id AND r.status = 'succeeded'), 0)::int AS returned
       FROM payments p WHERE p.status <> 'canceled' ORDER BY p.external_payment_id COLLATE "C"`,
    );
  }

  private async expectBuyersTold(): Promise<void> {
    await this.collectMails();
    const due = await this.shop.app.database.query<{ text: string }>(
      `SELECT u.email || ': Your order ' || o.id || ' is paid' AS text
       FROM orders o JOIN users u ON u.id = o.user_id WHERE o.paid_at IS NOT NULL AND u.deleted_at IS NULL
       UNION ALL
       SELECT u.email || ': We are sending back ' || p.amount || ' USD' FROM payments p JOIN users u ON u.id = p.user_id
       WHERE p.settlement <> 'fulfilled' AND u.deleted_at IS NULL`,
    );
    const told = [...this.mails.values()].filter((text) => /: (Your order \d+ is paid|We are)/.test(text));
    expect(told.sort()).toEqual(due.map(({ text }) => text).sort());
  }

  /** The mailbox keeps the newest ones alone. */
  private async collectMails(): Promise<void> {
    const answer = await fetch(`${this.mailbox.url}/api/v1/messages?limit=500`);
    const { messages } = (await answer.json()) as MailList;
    for (const { MessageID, To, Subject } of messages)
      this.mails.set(MessageID, `${To[0]?.Address}: ${Subject}`);
  }
}
