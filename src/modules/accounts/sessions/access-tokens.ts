import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../platform/clock/index.js';
import type { Principal } from '../../../platform/auth/index.js';

/** How long an access token is good, in seconds (rule 3). */
export const ACCESS_TOKEN_SECONDS = 900;
export const JWT_ALGORITHM = 'HS256';
export const JWT_AUDIENCE = 'online-cinema';

/** What an access token says. */
export interface AccessClaims {
  readonly sub: string;
  readonly sid: number;
  readonly jti: string;
  readonly group: string;
  readonly iat: number;
  readonly exp: number;
}

/** Signs access tokens. */
@Injectable()
export class AccessTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly clock: Clock,
  ) {}

  sign({ userId, sessionId, group }: Principal): string {
    const iat = Math.floor(this.clock.now().getTime() / 1000);
    const claims: AccessClaims = {
      sub: String(userId),
      sid: sessionId,
      jti: randomUUID(),
      group,
      iat,
      exp: iat + ACCESS_TOKEN_SECONDS,
    };
    return this.jwt.sign(claims);
  }
}
