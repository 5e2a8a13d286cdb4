export { idempotencyInProgress, idempotencyKeyReused } from './idempotency.errors.js';
export { IdempotencyModule } from './idempotency.module.js';
export { Idempotent } from './idempotent.decorator.js';
