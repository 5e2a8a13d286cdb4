import { DomainError, problemType } from '../../platform/errors/index.js';

export const webhookSignature = problemType('webhook-signature', {
  kind: 'malformed',
  title: 'The signature is not good',
  explanation:
    'Only the payment provider calls this. The signature is missing, forged, too old, or made with another secret: compare STRIPE_WEBHOOK_SECRET with the endpoint in the dashboard.',
  example: 'The signature of the event is not good.',
});

/** Somebody else than the gateway speaks, or its words are too old. */
export class WebhookRefusedError extends DomainError {
  constructor() {
    super(webhookSignature, webhookSignature.example);
  }
}
