import { createHash, randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidUnsubscribeLinkError } from './unsubscribe.errors.js';
import { UnsubscribeTokensRepository } from './unsubscribe-tokens.repository.js';

/** The links of mails by which people unsubscribe without signing in. They are random, and say nothing of whose they are. */
@Injectable()
export class UnsubscribeLinks {
  constructor(
    private readonly tokens: UnsubscribeTokensRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** A new link; the earlier ones stay good. */
  async create(userId: number): Promise<string> {
    const token = randomBytes(32).toString('base64url');
    await this.tokens.add(userId, hashOf(token), this.clock.now());
    return `${this.settings.http.publicUrl}/notifications/unsubscribe?token=${token}`;
  }

  /**
   * Whose link it is.
   * @throws InvalidUnsubscribeLinkError
   */
  async ownerOf(token: string): Promise<number> {
    const owner = await this.tokens.ownerOf(hashOf(token));
    if (owner === undefined) throw new InvalidUnsubscribeLinkError();
    return owner;
  }
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
