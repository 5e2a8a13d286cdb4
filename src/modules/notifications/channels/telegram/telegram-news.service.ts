import { Injectable } from '@nestjs/common';
import { TelegramApi } from '../../../../integrations/telegram/index.js';
import type { JobPayloads } from '../../../../platform/jobs/index.js';
import { noticeKinds } from '../../../../platform/notices/index.js';
import { quietUntil } from '../../settings/quiet-hours.policy.js';
import { TelegramMessagesRepository } from './telegram-messages.repository.js';

/** Has people told by Telegram, where their chat is linked. */
@Injectable()
export class TelegramNews {
  constructor(
    private readonly api: TelegramApi,
    private readonly messages: TelegramMessagesRepository,
  ) {}

  /** Writes down what somebody, whose account is locked, is to be told: now, or after their quiet hours. */
  async tell(
    { kind: name, to, subject, part = '', link, facts }: JobPayloads['notify'],
    actorId: number | null,
    at: Date,
  ): Promise<void> {
    const kind = noticeKinds().get(name);
    if (!kind || !this.api.isConfigured) return;
    const reader = await this.messages.reader(to);
    if (!reader) return;
    const urgent = typeof kind.urgent === 'function' ? kind.urgent(facts, at) : kind.urgent === true;
    const quiet = urgent || reader.quietHours === null ? null : quietUntil(at, reader.quietHours);
    await this.messages.add({
      userId: to,
      kind: name,
      subject,
      part,
      link,
      facts,
      actorId,
      urgent,
      at,
      dueAt: quiet ?? at,
      usefulUntil: kind.usefulUntil?.(facts) ?? null,
    });
  }
}
