import { ApiProperty } from '@nestjs/swagger';
import { GROUPS, type Group } from '../../../platform/auth/index.js';
import { PasswordField } from '../accounts.dto.js';
import { PASSWORD_RULE } from '../passwords/password.policy.js';

/** One's own account. */
export class AccountResponse {
  /** @example 17 */
  id: number;
  /** @example "ada@mail.example" */
  email: string;
  @ApiProperty({ enum: GROUPS, example: 'user' })
  group: Group;
  /** @example true */
  is_active: boolean;
  /** @example "2026-03-02T09:00:00.000Z" */
  created_at: string;
}

/** Chooses another password. */
export class ChangePasswordDto {
  @PasswordField('The password so far.')
  old_password: string;

  @PasswordField(PASSWORD_RULE)
  new_password: string;
}

/** Proves once more whose account it is. */
export class DeleteAccountDto {
  @PasswordField('The password of the account.')
  password: string;
}
