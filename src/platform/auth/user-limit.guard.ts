import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { type RateLimit, RateLimits } from '../rate-limits/index.js';
import type { WithPrincipal } from './access.decorators.js';

const EACH_USER: RateLimit = { name: 'user', times: 600, seconds: 60, by: 'user' };

/** Nobody who has signed in may ask more than 600 times a minute (rule 5). */
@Injectable()
export class UserLimitGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { principal } = context.switchToHttp().getRequest<WithPrincipal>();
    if (principal) await this.limits.count(EACH_USER, String(principal.userId));
    return true;
  }
}
