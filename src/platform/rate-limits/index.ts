export { addressKey } from './address-key.js';
export { tooManyRequests, TooManyRequestsError } from './rate-limit.errors.js';
export { type RateLimit, RateLimits } from './rate-limits.js';
export { RateLimitsModule } from './rate-limits.module.js';
