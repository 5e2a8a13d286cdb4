export { StandInControls } from './stand-in-controls.js';
export { StripeStandInError } from './stand-in-error.js';
export { startStripeStandIn, type StripeStandIn, type StripeStandInOptions } from './stripe-stand-in.js';
