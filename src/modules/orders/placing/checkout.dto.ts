import { IsOptional, IsString, MaxLength } from 'class-validator';
import { MoneyField } from '../../../platform/money/index.js';

/** How an order is to be paid. */
export class CheckoutDto {
  @IsOptional()
  @MoneyField(() => true, 'the new total that you agree to, after an answer of price-changed', '8.99')
  accept_total?: number;

  /**
   * An id of `GET /payments/methods`; what the payment page offers by itself when left out.
   * @example "card"
   */
  @IsOptional()
  @IsString()
  @MaxLength(40)
  payment_method?: string;
}

/** Where to pay. */
export class CheckoutResponse {
  /**
   * Send the customer there; null where nothing was due, and the order is paid.
   * @example "https://checkout.stripe.com/c/pay/cs_test_a1"
   */
  checkout_url: string | null;
  /**
   * Until when the order waits for the payment.
   * @example "2026-11-21T09:45:00.000Z"
   */
  expires_at: string;
  /**
   * `paid` where nothing was due.
   * @example "pending"
   */
  status: string;
}
