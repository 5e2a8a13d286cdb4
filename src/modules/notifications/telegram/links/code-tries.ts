import { Injectable } from '@nestjs/common';
import { addressKey, type RateLimit, RateLimits } from '../../../../platform/rate-limits/index.js';
import { FAILED_CODES_BY_ADDRESS, FAILED_CODES_BY_PERSON } from './telegram-limits.js';

/** Keeps people from guessing codes. */
@Injectable()
export class CodeTries {
  constructor(private readonly limits: RateLimits) {}

  /**
   * Tries a code; only what fails counts.
   * @param address of whoever tries it, where it is known
   * @throws TooManyRequestsError, and what `work` throws
   */
  async attempt<T>(tgId: number, address: string | undefined, work: () => Promise<T>): Promise<T> {
    const counted: [RateLimit, string][] = [[FAILED_CODES_BY_PERSON, String(tgId)]];
    if (address !== undefined) counted.push([FAILED_CODES_BY_ADDRESS, addressKey(address)]);
    for (const [limit, key] of counted) await this.limits.count(limit, key);
    const result = await work();
    for (const [limit, key] of counted) await this.limits.takeBack(limit, key);
    return result;
  }
}
