import { Injectable } from '@nestjs/common';
import type { TelegramChat } from '../delivery/telegram-chats.js';
import type { OutgoingMessage } from '../delivery/telegram-sender.js';
import { LinkingService } from '../links/linking.service.js';
import { LANGUAGES, TEXTS } from '../texts/texts.js';
import type { Command } from './command.policy.js';
import { NotificationSettingsRepository } from './notification-settings.repository.js';
import { ProgrammeReplies } from './programme-replies.service.js';
import { TicketReplies } from './ticket-replies.service.js';

/** What the bot does for those whose account is linked; inside the caller's transaction. */
@Injectable()
export class BotCommands {
  constructor(
    private readonly tickets: TicketReplies,
    private readonly programme: ProgrammeReplies,
    private readonly linking: LinkingService,
    private readonly settings: NotificationSettingsRepository,
  ) {}

  async answer(chat: TelegramChat, command: Command): Promise<OutgoingMessage[]> {
    const texts = TEXTS[chat.language];
    if (command.name === 'stop') {
      await this.linking.unlinkChat(chat.tgId, 'chat');
      return [{ text: texts.stopped() }];
    }
    if (!chat.isActive) return [{ text: texts.inactive() }];
    switch (command.name) {
      case 'tickets':
        return this.tickets.of(chat);
      case 'next':
        return this.programme.of(chat);
      case 'language':
        return this.changeLanguage(chat, command.language);
      case 'start':
        return command.code === undefined ? [{ text: texts.help() }] : [{ text: texts.linkedBefore() }];
      case 'help':
        return [{ text: texts.help() }];
    }
  }

  private async changeLanguage(
    { userId, language }: TelegramChat,
    wanted: string | undefined,
  ): Promise<OutgoingMessage[]> {
    const chosen = LANGUAGES.find((each) => each === wanted);
    if (chosen === undefined) return [{ text: TEXTS[language].languages() }];
    await this.settings.setLanguage(userId, chosen);
    return [{ text: TEXTS[chosen].languageSet() }];
  }
}
