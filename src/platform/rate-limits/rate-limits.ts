import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterRedis,
  RateLimiterRes,
} from 'rate-limiter-flexible';
import { InjectSettings, type Settings } from '../config/index.js';
import { connectRedis } from '../redis/index.js';
import { TooManyRequestsError } from './rate-limit.errors.js';

/** How often something may happen. */
export interface RateLimit {
  /** Unique; part of the key under which it is counted. */
  readonly name: string;
  /** How many times within the period. */
  readonly times: number;
  /** The period, in seconds; it begins with the first time. */
  readonly seconds: number;
  /** Whose doings are counted. Limits by address and by user are multiplied by `RATE_LIMIT_SCALE`, those by account are not. */
  readonly by: 'address' | 'user' | 'account';
}

/**
 * Counts how often somebody does something, in Redis where there is one, so that it holds across instances. While Redis is
 * away each process counts for itself.
 */
@Injectable()
export class RateLimits implements OnApplicationShutdown {
  private readonly redis: Redis | undefined;
  private readonly limiters = new Map<string, RateLimiterAbstract>();

  constructor(@InjectSettings() private readonly settings: Settings) {
    if (settings.redisUrl !== undefined) this.redis = connectRedis(settings.redisUrl, RateLimits.name);
  }

  /**
   * Counts one time.
   * @throws TooManyRequestsError when it is one too many
   */
  async count(limit: RateLimit, key: string): Promise<void> {
    try {
      await this.limiterOf(limit).consume(key);
    } catch (refusal) {
      throw refusal instanceof RateLimiterRes ? tooMany(refusal) : refusal;
    }
  }

  /** Takes back one time that was counted. */
  async takeBack(limit: RateLimit, key: string): Promise<void> {
    await this.limiterOf(limit).reward(key);
  }

  /** Begins anew. */
  async forget(limit: RateLimit, key: string): Promise<void> {
    await this.limiterOf(limit).delete(key);
  }

  onApplicationShutdown(): void {
    this.redis?.disconnect();
  }

  private limiterOf(limit: RateLimit): RateLimiterAbstract {
    let limiter = this.limiters.get(limit.name);
    if (!limiter) {
      const scale = limit.by === 'account' ? 1 : this.settings.rateLimitScale;
      const points = Math.max(1, Math.round(limit.times * scale));
      const options = { keyPrefix: `{cinema}:limits:${limit.name}`, points, duration: limit.seconds };
      const memory = new RateLimiterMemory(options);
      limiter = this.redis
        ? new RateLimiterRedis({ ...options, storeClient: this.redis, insuranceLimiter: memory })
        : memory;
      this.limiters.set(limit.name, limiter);
    }
    return limiter;
  }
}

function tooMany(refusal: RateLimiterRes): TooManyRequestsError {
  return new TooManyRequestsError(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)));
}
