import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { quietUntil } from '../../settings/quiet-hours.policy.js';
import type { ClaimedMessage } from './telegram-message.js';
import { TelegramTurnsRepository } from './telegram-turns.repository.js';

/** How many messages Telegram takes in a second, with some room for what the bot answers. */
const A_SECOND = 25;
const SECOND_MS = 1_000;
/** Longer than a round takes, Telegram's patience included. */
const CLAIM_MS = 60_000;

/** Says which messages may be sent now, so that all processes together keep to what Telegram takes. */
@Injectable()
export class TelegramTurns {
  constructor(
    private readonly transaction: Transaction,
    private readonly turns: TelegramTurnsRepository,
    private readonly clock: Clock,
  ) {}

  /** The messages of the next second, for whoever asks first. */
  async take(): Promise<string[]> {
    const now = this.clock.now();
    if (!(await this.turns.isAnythingDue(now))) return [];
    const claimed = await this.transaction.run(async () => {
      if ((await this.turns.lockPace()) > now) return [];
      const messages = await this.turns.claim(now, after(now, -SECOND_MS), after(now, CLAIM_MS), A_SECOND);
      if (messages.length > 0) await this.turns.holdUntil(after(now, SECOND_MS));
      return messages;
    });
    const sendable: string[] = [];
    for (const message of claimed) if (await this.isSendable(message, now)) sendable.push(message.id);
    return sendable;
  }

  /** A message that was taken is not sent now. */
  async putBack(id: string): Promise<void> {
    await this.turns.postpone(id, this.clock.now());
  }

  private async isSendable(message: ClaimedMessage, now: Date): Promise<boolean> {
    const { id, urgent, usefulUntil, quietHours, isActive } = message;
    if (!isActive || (usefulUntil !== null && usefulUntil <= now)) {
      await this.turns.remove(id);
      return false;
    }
    const quiet = urgent || quietHours === null ? null : quietUntil(now, quietHours);
    if (quiet) await this.turns.postpone(id, quiet);
    return quiet === null;
  }
}

function after(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}
