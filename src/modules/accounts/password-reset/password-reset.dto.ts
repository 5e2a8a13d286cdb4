import { EmailDto, PasswordField, TokenField } from '../accounts.dto.js';

/** What a reset is completed with: the token of the mail, and the new password. */
export class CompleteResetDto extends EmailDto {
  @TokenField()
  token: string;

  @PasswordField(
    '8 to 72 bytes, with an upper- and a lower-case letter, a digit and a special character; not the e-mail.',
  )
  password: string;
}
