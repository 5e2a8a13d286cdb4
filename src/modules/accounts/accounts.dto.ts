import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { Matches, MaxLength, ValidateBy } from 'class-validator';
import { isUsableEmail } from './email.policy.js';

const MAX_EMAIL = 254;
const MAX_GIVEN_PASSWORD = 1_000;

/** An e-mail address. */
const EmailField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'email', maxLength: MAX_EMAIL, example: 'ada@mail.example' }),
    ValidateBy({
      name: 'usableEmail',
      validator: {
        validate: isUsableEmail,
        defaultMessage: () => `must be an e-mail address of at most ${MAX_EMAIL} characters`,
      },
    }),
  );

/** A password as somebody types it. */
export const PasswordField = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ format: 'password', description, example: 'Correct-Horse-7' }),
    MaxLength(MAX_GIVEN_PASSWORD, { message: 'must be text of at most 72 bytes' }),
  );

/** A token out of a mail or an answer. */
export const TokenField = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ example: 'q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s' }),
    Matches(/^[\w-]{1,200}$/, { message: 'must be a token: letters, digits, - and _' }),
  );

/** An e-mail address alone. */
export class EmailDto {
  @EmailField()
  email: string;
}

/** What came of a request, for people. */
export class MessageResponse {
  /** @example "If there is an account that waits for activation, a mail is on its way." */
  message: string;
}
