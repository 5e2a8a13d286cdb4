import { EmailDto, PasswordField, TokenField } from '../accounts.dto.js';

/** Registers an account. */
export class RegisterDto extends EmailDto {
  @PasswordField(
    '8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.',
  )
  password: string;
}

/** An account that waits for activation. */
export class RegisteredResponse {
  /** @example 17 */
  id: number;
  /** @example "ada@mail.example" */
  email: string;
}

/** What an activation link carries. */
export class ActivateDto extends EmailDto {
  @TokenField()
  token: string;
}
