import { type ArgumentMetadata, Injectable, ValidationPipe } from '@nestjs/common';
import { getMetadataStorage, type ValidationError } from 'class-validator';
import { DomainError, type FieldError, InvalidFieldsError } from '../errors/index.js';
import { malformed } from './http-problems.js';

/** One of the two units that UTF-16 needs for some characters, alone. */
const HALF_A_CHARACTER = /\p{Surrogate}/u;
/** No body here has as many levels. */
const MAX_DEPTH = 20;

class MalformedBodyError extends DomainError {
  constructor() {
    super(malformed, 'The body must be a JSON object.');
  }
}

/** Checks bodies and queries against their DTOs and names every wrong field at once. Unknown fields are refused. */
@Injectable()
export class DtoValidationPipe extends ValidationPipe {
  constructor() {
    super({
      transform: true,
      whitelist: true,
      forbidNonWhitelisted: true,
      stopAtFirstError: true,
      validationError: { target: true, value: false },
      exceptionFactory: (errors) => new InvalidFieldsError(errors.flatMap((error) => fieldErrors(error, ''))),
    });
  }

  override async transform(value: unknown, metadata: ArgumentMetadata): Promise<unknown> {
    if (metadata.type === 'custom') return value;
    const isDto = typeof metadata.metatype === 'function' && metadata.metatype !== Object;
    if (
      metadata.type === 'body' &&
      isDto &&
      (typeof value !== 'object' || value === null || Array.isArray(value))
    ) {
      throw new MalformedBodyError();
    }
    const unusable = [...unusableParts(value, metadata.data ?? ''), ...hiddenNames(value)];
    if (unusable.length > 0) throw new InvalidFieldsError(unusable);
    return super.transform(value, metadata) as Promise<unknown>;
  }
}

function fieldErrors(error: ValidationError, parent: string): FieldError[] {
  const field = /^\d+$/.test(error.property)
    ? `${parent}[${error.property}]`
    : parent
      ? `${parent}.${error.property}`
      : error.property;
  const own = Object.entries(error.constraints ?? {}).map(([constraint, message]) => ({
    field,
    message: constraint === 'whitelistValidation' ? unknownField(error) : plain(message, error.property),
  }));
  return [...own, ...(error.children ?? []).flatMap((child) => fieldErrors(child, field))];
}

function plain(message: string, property: string): string {
  return message.startsWith(`${property} `) ? message.slice(property.length + 1) : message;
}

function unknownField(error: ValidationError): string {
  const target = error.target?.constructor;
  if (!target) return 'is not known here';
  const metadata = getMetadataStorage().getTargetValidationMetadatas(target, '', true, false);
  const known = [...new Set(metadata.map((entry) => entry.propertyName))].sort();
  return known.length > 0
    ? `is not known here; known are ${known.join(', ')}`
    : 'is not known here; there is nothing to say here';
}

/** class-transformer passes over this name without a word. */
function hiddenNames(value: unknown): FieldError[] {
  const hidden = typeof value === 'object' && value !== null && Object.hasOwn(value, '__proto__');
  return hidden ? [{ field: '__proto__', message: 'is not known here' }] : [];
}

/**
 * PostgreSQL's text holds every character but NUL, its JSON no half of one. Nothing here takes lists of lists, which class-validator overlooks, nor is
 * anything so deep that looking at it would need more room than there is.
 */
function* unusableParts(value: unknown, path: string, depth = 0): Generator<FieldError> {
  if (typeof value === 'string') {
    if (value.includes('\0')) yield { field: path, message: 'must not contain the NUL character' };
    else if (HALF_A_CHARACTER.test(value))
      yield { field: path, message: 'must not contain half a character' };
  } else if (depth > MAX_DEPTH) {
    yield { field: path, message: 'is nested too deeply' };
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) {
      const field = `${path}[${index}]`;
      if (Array.isArray(item)) yield { field, message: 'must not be a list' };
      else yield* unusableParts(item, field, depth + 1);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value))
      yield* unusableParts(item, path ? `${path}.${key}` : key, depth + 1);
  }
}
