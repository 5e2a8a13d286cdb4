import Stripe from 'stripe';
import { GatewayRefusedError, GatewayUnavailableError } from './gateway.errors.js';

/** Too many requests, and two at once with the same idempotency key: it may go well the next time. */
const PASSING = new Set([409, 429]);

/**
 * The answer of the gateway.
 * @throws GatewayUnavailableError, GatewayRefusedError
 */
export async function answered<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw asGatewayError(error);
  }
}

function asGatewayError(error: unknown): unknown {
  if (!(error instanceof Stripe.errors.StripeError)) return error;
  const { statusCode, code, rawType, message } = error;
  if (statusCode === undefined || statusCode >= 500 || PASSING.has(statusCode)) {
    return new GatewayUnavailableError(`Stripe does not answer as it should: ${message}`, {
      cause: error.detail,
    });
  }
  return new GatewayRefusedError(`Stripe refuses: ${message}`, code ?? rawType ?? null, statusCode);
}
