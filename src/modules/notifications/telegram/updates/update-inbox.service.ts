import { Injectable } from '@nestjs/common';
import { type BotBlocked, type BotMessage, readUpdate } from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { Outbox } from '../../../../platform/jobs/index.js';
import { RateLimits, TooManyRequestsError } from '../../../../platform/rate-limits/index.js';
import { SAYINGS } from '../links/telegram-limits.js';
import { UpdatesRepository } from './updates.repository.js';

declare module '../../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Telegram told of something. */
    'telegram-update': {
      update_id: number;
      /** What was said may be a code; forgotten at delivery. */
      secret: BotMessage | BotBlocked;
    };
  }
}

/** Takes in what Telegram tells: each update once, whichever way it comes. */
@Injectable()
export class UpdateInbox {
  constructor(
    private readonly transaction: Transaction,
    private readonly updates: UpdatesRepository,
    private readonly outbox: Outbox,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * @param body an update, or whatever was sent instead
   * @returns the number of the update; undefined for what is none
   */
  async receive(body: unknown): Promise<number | undefined> {
    const update = readUpdate(body);
    if (update?.content && (await this.isBearable(update.content))) {
      const { id, content } = update;
      await this.transaction.run(async () => {
        if (!(await this.updates.insert(id, this.clock.now()))) return;
        await this.outbox.add('telegram-update', { update_id: id, secret: content });
      });
    }
    return update?.id;
  }

  /** Who says too much is not heard. */
  private async isBearable(content: BotMessage | BotBlocked): Promise<boolean> {
    if (content.kind !== 'message') return true;
    try {
      await this.limits.count(SAYINGS, String(content.from.id));
      return true;
    } catch (error) {
      if (error instanceof TooManyRequestsError) return false;
      throw error;
    }
  }
}
