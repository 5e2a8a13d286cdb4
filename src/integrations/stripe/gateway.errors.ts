/**
 * Nobody knows whether it was done: no answer, too late a one, too many requests, or trouble at the gateway, after several
 * attempts. Asking again with the same idempotency key is safe.
 */
export class GatewayUnavailableError extends Error {}

/** The gateway said no, and will say so again. */
export class GatewayRefusedError extends Error {
  /**
   * @param code Stripe's own, such as `resource_missing` or `charge_already_refunded`
   * @param status of its answer
   */
  constructor(
    message: string,
    readonly code: string | null,
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** An event that was not signed by the gateway, or too long ago. */
export class WebhookSignatureError extends Error {}
