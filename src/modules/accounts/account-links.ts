import { Injectable } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../platform/config/index.js';

/** The addresses that mails lead to. */
@Injectable()
export class AccountLinks {
  constructor(@InjectSettings() private readonly settings: Settings) {}

  activation(email: string, token: string): string {
    return this.link('/accounts/activate', { email, token });
  }

  resetPassword(email: string, token: string): string {
    return this.link('/app/reset-password', { email, token });
  }

  /** Where a new password can be asked for. */
  get forgottenPassword(): string {
    return this.link('/app/reset-password', {});
  }

  get signIn(): string {
    return this.link('/app/', {});
  }

  private link(path: string, query: Record<string, string>): string {
    const parameters = new URLSearchParams(query).toString();
    return `${this.settings.http.publicUrl}${path}${parameters === '' ? '' : `?${parameters}`}`;
  }
}
