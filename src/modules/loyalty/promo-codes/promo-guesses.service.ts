import { Injectable } from '@nestjs/common';
import { addressKey, type RateLimit, RateLimits } from '../../../platform/rate-limits/index.js';
import type { PromoCode } from './promo-code.js';
import { UNKNOWN_CODES_BY_ACCOUNT, UNKNOWN_CODES_BY_ADDRESS } from './promo-limits.js';

/** Keeps codes from being guessed: tries of codes that there are not are counted. */
@Injectable()
export class PromoGuesses {
  constructor(private readonly limits: RateLimits) {}

  /**
   * Looks a code up. Each try is counted before it is made, so that many at once are as many as one after the other, and taken
   * back where there is such a code.
   * @param address undefined where nobody knows it
   * @throws TooManyRequestsError
   */
  async counted(
    userId: number,
    address: string | undefined,
    look: () => Promise<PromoCode | undefined>,
  ): Promise<PromoCode | undefined> {
    const counted: (readonly [RateLimit, string])[] = [];
    const limits: (readonly [RateLimit, string])[] = [
      [UNKNOWN_CODES_BY_ACCOUNT, String(userId)],
      ...(address === undefined ? [] : [[UNKNOWN_CODES_BY_ADDRESS, addressKey(address)] as const]),
    ];
    let isGuess = false;
    try {
      for (const [limit, key] of limits) {
        await this.limits.count(limit, key);
        counted.push([limit, key]);
      }
      const found = await look();
      isGuess = found === undefined;
      return found;
    } finally {
      if (!isGuess) for (const [limit, key] of counted) await this.limits.takeBack(limit, key);
    }
  }
}
