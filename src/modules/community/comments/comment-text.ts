import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';
import { lengthOf } from '../../../platform/http/index.js';

export const MAX_COMMENT = 2000;
export const MAX_REASON = 500;

/** Control characters that are no line breaks, and halves of characters, which the database could not give back as typed. */
const REFUSED = /[^\r\n\P{Cc}]|\p{Cs}/u;
/** Letters and signs that show; the ones left out are letters by name and blank to the eye. */
const VISIBLE = /[^\p{C}\p{Z}\p{M}\u115f\u1160\u2800\u3164\uffa0]/u;

/** What is wrong with a text that somebody typed, or undefined. */
export function flawOf(text: unknown, maximum: number): string | undefined {
  const length = typeof text === 'string' ? lengthOf(text) : 0;
  if (typeof text !== 'string' || length < 1 || length > maximum)
    return `must be text of 1 to ${maximum} characters`;
  if (REFUSED.test(text)) return 'must not contain control characters other than line breaks';
  if (!VISIBLE.test(text)) return 'must have something visible in it';
  return undefined;
}

/** Text as people type it, kept as it is: 1 to `maximum` characters, line breaks, something visible. */
export function TypedText(maximum: number): PropertyDecorator {
  return applyDecorators(ApiProperty({ minLength: 1, maxLength: maximum }), check(maximum));
}

/** The same where it may be left out. */
export function OptionalTypedText(maximum: number): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ type: String, nullable: true, minLength: 1, maxLength: maximum }),
    IsOptional(),
    check(maximum),
  );
}

function check(maximum: number): PropertyDecorator {
  return ValidateBy({
    name: 'typedText',
    validator: {
      validate: (value: unknown) => flawOf(value, maximum) === undefined,
      defaultMessage: (facts) => flawOf(facts?.value, maximum) ?? '',
    },
  });
}
