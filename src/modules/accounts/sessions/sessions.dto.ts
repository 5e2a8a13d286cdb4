import { ApiProperty } from '@nestjs/swagger';
import { EmailDto, PasswordField, TokenField } from '../accounts.dto.js';

/** What somebody signs in with. */
export class LoginDto extends EmailDto {
  @PasswordField('The password.')
  password: string;
}

/** What a session goes on with. */
export class RefreshDto {
  @TokenField()
  refresh_token: string;
}

/** The tokens of a session. */
export class TokenPairResponse {
  /**
   * For the `Authorization` header, as `Bearer …`.
   * @example "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxNyJ9.c2lnbmF0dXJl"
   */
  access_token: string;
  /**
   * For `POST /accounts/refresh`, once.
   * @example "q0Yh1nC7r0hVf3o2bqf6m1YyW0d0mTz7oVvI0uHqf2s"
   */
  refresh_token: string;
  /** @example "bearer" */
  token_type: string;
  /**
   * Seconds until the access token runs out.
   * @example 900
   */
  expires_in: number;
}

/** A sign-in of one's own. */
export class SessionResponse {
  /** @example 42 */
  id: number;
  /**
   * What the browser or program calls itself.
   * @example "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
   */
  device: string;
  /** @example "203.0.113.7" */
  address: string;
  /**
   * Whether this very request comes from it.
   * @example true
   */
  current: boolean;
  /** @example "2026-03-02T09:00:00.000Z" */
  created_at: string;
  /**
   * Exact to a minute.
   * @example "2026-03-02T10:30:00.000Z"
   */
  last_used_at: string;
}

/** The sign-ins of one's own that live, the last used first. */
export class SessionListResponse {
  @ApiProperty({ type: [SessionResponse] })
  items: SessionResponse[];
}
