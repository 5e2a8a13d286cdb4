import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { isEmail, ValidateBy } from 'class-validator';

const MAX_EMAIL = 254;
/** Characters that are not seen or turn the text around them, and look-alikes that fold into other letters. */
const UNUSABLE = /["<>\p{C}\p{Z}\u0130]/u;

/** An e-mail that mails can go to, and that an account could have. */
export function MailableEmail(facts: {
  readonly description: string;
  readonly example: string;
  readonly required: boolean;
}): PropertyDecorator {
  return applyDecorators(
    ApiProperty({ type: String, format: 'email', maxLength: MAX_EMAIL, ...facts }),
    ValidateBy({
      name: 'mailableEmail',
      validator: {
        validate: isMailable,
        defaultMessage: () => `must be an e-mail address of at most ${MAX_EMAIL} characters`,
      },
    }),
  );
}

function isMailable(value: unknown): boolean {
  // In this order: isEmail throws at half a character.
  return (
    typeof value === 'string' && !UNUSABLE.test(value) && value === value.normalize('NFKC') && isEmail(value)
  );
}
