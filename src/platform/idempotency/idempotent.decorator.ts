import { applyDecorators, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { validationFailed } from '../errors/index.js';
import { ApiProblems } from '../openapi/index.js';
import { IDEMPOTENCY_KEY, idempotencyInProgress, idempotencyKeyReused } from './idempotency.errors.js';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

/**
 * Makes a POST handler honour `Idempotency-Key`: the same request of the same person with the same key is done once, and
 * answered the same for 24 hours. Answers of 409, 429 and 5xx are not kept, nor those above 256 kB.
 *
 * A process that dies half-way leaves the key locked for a minute; then the same request runs the handler again, so its work
 * must be safe to repeat. Handlers return their answer (`@Res({ passthrough: true })` is fine, sending it themselves is not).
 */
export function Idempotent(): MethodDecorator {
  return applyDecorators(
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: IDEMPOTENCY_KEY,
      required: false,
      description:
        'A word of yours for this request, 1 to 255 visible ASCII characters, such as a random UUID. Sent again with the same key and body within 24 hours, it is answered as it was the first time, with `Idempotency-Replayed: true`. Answers of 409, 429 and 5xx are not kept.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
      example: '5f0c7a52-6a0e-4d6c-9a3e-0d7f4f0b8a11',
    }),
    ApiProblems(validationFailed, idempotencyKeyReused, idempotencyInProgress),
  );
}
