export { GatewayRefusedError, GatewayUnavailableError, WebhookSignatureError } from './gateway.errors.js';
export type * from './gateway.types.js';
export { StripeGateway } from './stripe-gateway.js';
export { StripeModule } from './stripe.module.js';
