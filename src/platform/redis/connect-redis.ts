import { Logger } from '@nestjs/common';
import { Redis } from 'ioredis';

/**
 * A connection for what is nice to have: commands fail at once while the server is away, and it is looked for again and
 * again.
 */
export function connectRedis(url: string, owner: string): Redis {
  const redis = new Redis(url, {
    commandTimeout: 200,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    enableAutoPipelining: true,
    retryStrategy: (attempt) => Math.min(attempt * 200, 2_000),
  });
  const logger = new Logger(owner);
  redis.on('error', (error: Error) => logger.debug(error.message));
  return redis;
}
