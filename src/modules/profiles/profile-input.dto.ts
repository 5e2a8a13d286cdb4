import { Transform, type TransformFnParams } from 'class-transformer';
import { IsIn, IsISO31661Alpha2, IsOptional, ValidateBy } from 'class-validator';
import { lengthOf } from '../../platform/http/index.js';
import { type Gender, GENDERS } from './profile.dto.js';
import { isCalendarDay } from './profile.policy.js';

const MAX_NAME = 100;
const MAX_INFO = 2000;
/** Control characters, other line ends, halves of characters, and what turns the direction of the text around it. */
const NOT_IN_A_NAME = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;
const NOT_IN_TEXT = /[^\n\P{Cc}]|[\p{Cs}\u202a-\u202e\u2066-\u2069]/u;
const VISIBLE = /[^\p{C}\p{Z}\p{M}]/u;

function Text(change: (text: string) => string): PropertyDecorator {
  return Transform(({ value }: TransformFnParams): unknown =>
    typeof value === 'string' ? change(value) : value,
  );
}

/** A check of text in the words of the message. */
function Check(name: string, isRight: (text: string) => boolean, message: string): PropertyDecorator {
  return ValidateBy({
    name,
    validator: {
      validate: (value: unknown) => typeof value === 'string' && isRight(value),
      defaultMessage: () => message,
    },
  });
}

function PersonName(): PropertyDecorator {
  return (target, property) => {
    IsOptional()(target, property);
    Text((text) => text.trim())(target, property);
    Check(
      'personName',
      (text) => lengthOf(text) <= MAX_NAME && VISIBLE.test(text) && !NOT_IN_A_NAME.test(text),
      `must be 1 to ${MAX_NAME} visible characters on one line; null takes it away`,
    )(target, property);
  };
}

/** What somebody says of themselves; null takes it away. */
export class SaveProfileDto {
  /**
   * Space around it is taken off.
   * @example "Ada"
   */
  @PersonName()
  first_name?: string | null;

  /**
   * Others see its initial only.
   * @example "Lovelace"
   */
  @PersonName()
  last_name?: string | null;

  /** @example "woman" */
  @IsOptional()
  @IsIn(GENDERS, { message: `must be ${GENDERS.join(' or ')}; null takes it away` })
  gender?: Gender | null;

  /**
   * A day from 1900 on and not in the future. Films with a minimum age are sold by it.
   * @example "1990-12-10"
   */
  @IsOptional()
  @Check('calendarDay', isCalendarDay, 'must be a day of the calendar as YYYY-MM-DD, such as 1990-12-10')
  date_of_birth?: string | null;

  /**
   * ISO 3166, two letters. Films that are not sold everywhere are sold by it.
   * @example "UA"
   */
  @IsOptional()
  @Text((text) => text.trim().toUpperCase())
  @IsISO31661Alpha2({ message: 'must be a two-letter code of ISO 3166, such as UA' })
  country?: string | null;

  /**
   * At most 2000 characters; it may have several lines.
   * @example "Silent films, mostly."
   */
  @IsOptional()
  @Text((text) => text.replace(/\r\n?/g, '\n').trim())
  @Check(
    'info',
    (text) => lengthOf(text) <= MAX_INFO && VISIBLE.test(text) && !NOT_IN_TEXT.test(text),
    `must be text of 1 to ${MAX_INFO} characters, without control characters other than line breaks; null takes it away`,
  )
  info?: string | null;
}
