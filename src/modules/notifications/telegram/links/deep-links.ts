import { createHash, createHmac, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { TelegramNotSetUpError } from '../telegram.errors.js';
import { type KeptCode, LinkCodesRepository } from './link-codes.repository.js';

/** How long a deep link is good, in milliseconds. */
const GOOD_FOR_MS = 10 * 60_000;

/** A link that opens the chat with the bot. */
export interface DeepLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** What is kept of a code. */
export function hashOfCode(code: string): string {
  return createHash('sha256').update(code).digest('hex');
}

/**
 * Deep links, whose codes say to the bot who somebody is. A code is 256 bits made of a random number in the database and a key
 * that is not there, so that the same link can be shown again while nobody who reads the database can make one.
 */
@Injectable()
export class DeepLinks {
  constructor(
    private readonly codes: LinkCodesRepository,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * The link of somebody, a new one where there is none that is good.
   * @throws TelegramNotSetUpError
   */
  async current(userId: number): Promise<DeepLink> {
    const kept = await this.codes.findLiving(userId, this.clock.now());
    const code = kept && this.codeOf(userId, kept.nonce);
    // Another key since then makes another code: the old one stays good, but nobody can write it any more.
    return kept && code !== undefined && hashOfCode(code) === kept.hash
      ? this.linkTo(code, kept)
      : this.renew(userId);
  }

  /**
   * A new link; the last one is of no use from then on.
   * @throws TelegramNotSetUpError
   */
  async renew(userId: number): Promise<DeepLink> {
    const now = this.clock.now();
    const nonce = randomUUID();
    const code = this.codeOf(userId, nonce);
    const kept = { hash: hashOfCode(code), nonce, expiresAt: new Date(now.getTime() + GOOD_FOR_MS) };
    await this.codes.replace(userId, kept, now);
    return this.linkTo(code, kept);
  }

  private codeOf(userId: number, nonce: string): string {
    const { token, botSecret, botName } = this.settings.telegram;
    const key = token ?? botSecret;
    if (key === undefined || botName === undefined) throw new TelegramNotSetUpError();
    return createHmac('sha256', key).update(`telegram-link ${userId} ${nonce}`).digest('base64url');
  }

  private linkTo(code: string, { expiresAt }: KeptCode): DeepLink {
    return { url: `https://t.me/${this.settings.telegram.botName ?? ''}?start=${code}`, expiresAt };
  }
}
