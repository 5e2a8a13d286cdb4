import { EmailDto, PasswordField, TokenField } from '../accounts.dto.js';
import { PASSWORD_RULE } from '../passwords/password.policy.js';

/** What a reset is completed with: the token of the mail, and the new password. */
export class CompleteResetDto extends EmailDto {
  @TokenField()
  token: string;

  @PasswordField(PASSWORD_RULE)
  password: string;
}
