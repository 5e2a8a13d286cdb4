import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { createSecretKey } from 'node:crypto';
import { ExtractJwt, Strategy } from 'passport-jwt';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { type AccessClaims, JWT_ALGORITHM, JWT_AUDIENCE } from './access-tokens.js';
import { jwtSecretOf } from './jwt-secret.js';
import { SessionsRepository } from './sessions.repository.js';

/**
 * Access tokens out of the `Authorization` header. The signature says that we gave the token out; whether its session still
 * lives, and in which group its user is, PostgreSQL is asked each time, so that the end of a session, a deactivation and a
 * change of group hold for the very next request on every instance (rule 3).
 */
@Injectable()
export class AccessTokenStrategy extends PassportStrategy(Strategy, 'access-token') {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly clock: Clock,
    @InjectSettings() settings: Settings,
  ) {
    super({
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
      // A key object: of a string jsonwebtoken would find out anew with each request what kind of key it is.
      secretOrKey: createSecretKey(jwtSecretOf(settings), 'utf8') as unknown as Buffer,
      algorithms: [JWT_ALGORITHM],
      issuer: settings.http.publicUrl,
      audience: JWT_AUDIENCE,
      ignoreExpiration: true,
    });
  }

  async validate(claims: Partial<AccessClaims>): Promise<Principal | false> {
    const now = this.clock.now();
    const { sub, sid, exp } = claims;
    if (typeof exp !== 'number' || exp * 1000 <= now.getTime() || !isId(sid)) return false;
    const user = await this.sessions.userOf(sid, now);
    if (!user || String(user.userId) !== sub) return false;
    if (user.isUseStale) await this.sessions.noteUse(user.sessionId, now);
    return { userId: user.userId, group: user.group, sessionId: user.sessionId };
  }
}

function isId(value: unknown): value is number {
  return Number.isInteger(value) && Number(value) > 0 && Number(value) <= 2_147_483_647;
}
