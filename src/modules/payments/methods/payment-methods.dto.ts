/** A way to pay. */
export class PaymentMethodResponse {
  /**
   * For `payment_method` of `POST /orders/{id}/checkout`.
   * @example "card"
   */
  id: string;
  /** @example "Card" */
  name: string;
  /** @example "Credit and debit cards, on the page of our payment provider Stripe. We never see the number." */
  description: string;
}

/** What can be paid with now. */
export class PaymentMethodsResponse {
  items: PaymentMethodResponse[];
  /**
   * For people.
   * @example "Choose one, or let the payment page decide."
   */
  message: string;
}
