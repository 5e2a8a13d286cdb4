export { GatewayRefusedError, GatewayUnavailableError, WebhookSignatureError } from './gateway.errors.js';
export { HANDLED_EVENTS } from './gateway-events.js';
export type * from './gateway.types.js';
export { StripeGateway } from './stripe-gateway.js';
export { StripeModule } from './stripe.module.js';
export { StripeStandInError } from './stand-in/stand-in-error.js';
