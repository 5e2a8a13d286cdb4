import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import { InjectSettings, type Settings } from '../config/index.js';
import { connectRedis } from '../redis/index.js';

/** An answer as it goes over the wire. */
export interface CachedAnswer {
  readonly body: string;
  readonly etag: string;
}

/** No answer is older than this, in milliseconds: a second, less the time that it takes to arrive. */
const LIFETIME_MS = 900;
const MAX_BYTES = 16_000_000;

/**
 * Answers to anonymous readers, kept for less than a second: in this process, and in Redis, where there is one, for all
 * instances. `epoch` in the key tells content apart: whoever changes content moves on to a new epoch and never sees an old
 * answer again, while other instances see old ones for less than a second. When Redis is away everything works without it.
 */
@Injectable()
export class ResponseCache implements OnApplicationShutdown {
  private readonly near = new LRUCache<string, CachedAnswer>({
    maxSize: MAX_BYTES,
    sizeCalculation: (answer, key) => 2 * (answer.body.length + key.length) + 200,
  });
  private readonly underWay = new Map<string, Promise<CachedAnswer>>();
  private readonly far: Redis | undefined;

  constructor(@InjectSettings() settings: Settings) {
    if (settings.redisUrl === undefined) return;
    this.far = connectRedis(settings.redisUrl, ResponseCache.name);
  }

  /** An answer that this process holds, if it is young enough. */
  peek(key: string, epoch: number): CachedAnswer | undefined {
    return this.near.get(`${epoch} ${key}`);
  }

  /** The kept answer, or the one that `compute` gives: asked once, however many want it at the same time. */
  async get(key: string, epoch: number, compute: () => Promise<CachedAnswer>): Promise<CachedAnswer> {
    const full = `${epoch} ${key}`;
    const near = this.near.get(full);
    if (near) return near;
    let answer = this.underWay.get(full);
    if (!answer) {
      answer = this.fetch(full, compute).finally(() => this.underWay.delete(full));
      this.underWay.set(full, answer);
    }
    return answer;
  }

  /**
   * Resolves when the shared part answers; undefined where there is none.
   * @throws Error when it does not answer
   */
  async ping(): Promise<true | undefined> {
    if (!this.far) return undefined;
    await this.far.ping();
    return true;
  }

  onApplicationShutdown(): void {
    this.far?.disconnect();
  }

  private async fetch(full: string, compute: () => Promise<CachedAnswer>): Promise<CachedAnswer> {
    const kept = await this.readFar(full);
    if (kept) return kept;
    const started = performance.now();
    const answer = await compute();
    const left = Math.floor(LIFETIME_MS - (performance.now() - started));
    if (left > 0) {
      this.near.set(full, answer, { ttl: left });
      this.far?.set(farKey(full), `${answer.etag}\n${answer.body}`, 'PX', left).catch(() => undefined);
    }
    return answer;
  }

  private async readFar(full: string): Promise<CachedAnswer | undefined> {
    if (!this.far) return undefined;
    const asked = performance.now();
    const found = await Promise.all([this.far.pttl(farKey(full)), this.far.get(farKey(full))]).catch(
      () => undefined,
    );
    const [left, text] = found ?? [];
    if (left === undefined || typeof text !== 'string') return undefined;
    const answer = { etag: text.slice(0, text.indexOf('\n')), body: text.slice(text.indexOf('\n') + 1) };
    const ttl = Math.floor(left - (performance.now() - asked));
    if (ttl > 0) this.near.set(full, answer, { ttl });
    return answer;
  }
}

function farKey(full: string): string {
  return `{cinema}:answers:${full}`;
}
