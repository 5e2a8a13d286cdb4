import { EmailDto, PasswordField, TokenField } from '../accounts.dto.js';
import { PASSWORD_RULE } from '../passwords/password.policy.js';

/** Registers an account. */
export class RegisterDto extends EmailDto {
  @PasswordField(PASSWORD_RULE)
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
