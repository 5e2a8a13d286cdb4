/** The stand-in cannot start; the message says what to do about it. */
export class StripeStandInError extends Error {}

const REMEDY =
  'Choose another one with STRIPE_PORT, or name a Stripe account of your own with STRIPE_SECRET_KEY.';

export function whyNotListening(error: unknown, port: number): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EADDRINUSE') {
    return new StripeStandInError(
      `Port ${port} of the stand-in for Stripe is taken by another program. ${REMEDY}`,
    );
  }
  if (code === 'EACCES') {
    return new StripeStandInError(
      `This user may not listen on port ${port} of the stand-in for Stripe. ${REMEDY}`,
    );
  }
  return error;
}
