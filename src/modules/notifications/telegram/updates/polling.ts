import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { TelegramApi } from '../../../../integrations/telegram/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Complaints } from '../../../../platform/jobs/index.js';
import { pauseOf } from './pause.js';
import { UpdateInbox } from './update-inbox.service.js';
import { UpdatesRepository } from './updates.repository.js';

/** Longer than one question takes. */
const HELD_MS = 60_000;
const TURN_MS = 5_000;

/** Asks Telegram for updates: one process at a time, since Telegram answers one only. */
@Injectable()
export class Polling {
  private readonly complaints = new Complaints('Telegram');
  private readonly holder = randomUUID();
  private next = 0;

  constructor(
    private readonly api: TelegramApi,
    private readonly inbox: UpdateInbox,
    private readonly updates: UpdatesRepository,
    private readonly clock: Clock,
  ) {}

  /** Goes on until it is called off. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        if (await this.isMyTurn()) await this.ask(signal);
        else await pauseOf(TURN_MS, signal);
      } catch (error) {
        await this.recover(error, signal);
      }
    }
    await this.updates.letGo(this.holder).catch(() => undefined);
  }

  private async recover(error: unknown, signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    this.complaints.about('Updates cannot be asked for', error);
    await pauseOf(TURN_MS, signal);
  }

  private isMyTurn(): Promise<boolean> {
    const now = this.clock.now();
    return this.updates.hold(this.holder, now, new Date(now.getTime() + HELD_MS));
  }

  /**
   * What has been taken in is let go of with the next question. After silence nothing is left to let go of, and numbers may
   * begin anew at a smaller one: Telegram chooses one by chance after a week without updates.
   */
  private async ask(signal: AbortSignal): Promise<void> {
    const updates = await this.api.updates(this.next, signal);
    if (updates.length === 0) this.next = 0;
    for (const update of updates) {
      const id = await this.inbox.receive(update);
      if (id !== undefined) this.next = id + 1;
    }
  }
}
