import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { InvalidFieldsError } from '../../../platform/errors/index.js';

/** The field and the value by which mailbox programs say that somebody pressed their button (RFC 8058). */
export const FIELD = 'List-Unsubscribe';
export const VALUE = 'One-Click';

const LIMITS = { fields: 10, fieldSize: 1_000, files: 0, parts: 10 };

/**
 * Wants the body of a one-click request, as a form of either kind or as JSON. Other fields are passed over: who sends
 * them wants to unsubscribe all the same.
 */
export const OneClick = createParamDecorator(async (_: unknown, context: ExecutionContext): Promise<true> => {
  const request = context.switchToHttp().getRequest<FastifyRequest>();
  const value = request.isMultipart() ? await multipartValue(request) : valueIn(request.body);
  if (value === VALUE) return true;
  throw new InvalidFieldsError([{ field: FIELD, message: `must be ${VALUE}` }]);
});

function valueIn(body: unknown): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[FIELD] : undefined;
}

async function multipartValue(request: FastifyRequest): Promise<unknown> {
  let value: unknown;
  try {
    for await (const part of request.parts({ limits: LIMITS })) {
      if (part.type === 'field' && part.fieldname === FIELD) value = part.value;
    }
  } catch {
    throw new InvalidFieldsError([{ field: 'form', message: 'cannot be read' }]);
  } finally {
    request.raw.unpipe().resume();
  }
  return value;
}
