import { Injectable } from '@nestjs/common';
import { type Html, TelegramApi } from '../../../../integrations/telegram/index.js';
import { Outbox } from '../../../../platform/jobs/index.js';

/** A message as it waits. */
export interface WaitingMessage {
  readonly text: string;
  /** In base64. */
  readonly picture?: string;
}

declare module '../../../../platform/jobs/index.js' {
  interface JobPayloads {
    /** Messages to one chat, in this order. */
    'send-telegram': {
      tg_id: number;
      /** Forgotten by the outbox at delivery. */
      secret: { messages: WaitingMessage[] };
    };
  }
}

/** A message to be sent. */
export interface OutgoingMessage {
  readonly text: Html;
  /** PNG or JPEG; the text stands below it. */
  readonly picture?: Buffer;
}

/** Writes to people on Telegram. */
@Injectable()
export class TelegramSender {
  constructor(
    private readonly outbox: Outbox,
    private readonly api: TelegramApi,
  ) {}

  /**
   * Sends messages, one after the other, once the surrounding transaction has been committed; nothing where there is no bot
   * that could. Should nobody read the chat any more, its link goes.
   * @throws Error outside a transaction
   */
  async send(tgId: number, messages: readonly OutgoingMessage[]): Promise<void> {
    const waiting = messages.map(({ text, picture }) => ({
      text: text.source,
      ...(picture ? { picture: picture.toString('base64') } : {}),
    }));
    if (this.api.isConfigured) await this.queue(tgId, waiting);
  }

  /** @param notBefore for what is sent later than it was meant to be */
  async queue(tgId: number, messages: readonly WaitingMessage[], notBefore?: Date): Promise<void> {
    if (messages.length === 0) return;
    await this.outbox.add(
      'send-telegram',
      { tg_id: tgId, secret: { messages: [...messages] } },
      notBefore ? { notBefore } : {},
    );
  }
}
