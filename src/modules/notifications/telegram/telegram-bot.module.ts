import { Module } from '@nestjs/common';
import { BookingModule } from '../../booking/index.js';
import { CommunityModule } from '../../community/index.js';
import { TheatreModule } from '../../theatre/index.js';
import { BotCommands } from './bot/bot-commands.service.js';
import { Conversation } from './bot/conversation.service.js';
import { NotificationSettingsRepository } from './bot/notification-settings.repository.js';
import { ProgrammeReplies } from './bot/programme-replies.service.js';
import { TicketReplies } from './bot/ticket-replies.service.js';
import { SendTelegramHandler } from './delivery/send-telegram.job.js';
import { TelegramChats } from './delivery/telegram-chats.js';
import { TelegramSender } from './delivery/telegram-sender.js';
import { CodeTries } from './links/code-tries.js';
import { ConfirmService } from './links/confirm.service.js';
import { DeepLinks } from './links/deep-links.js';
import { TelegramLinkController } from './links/link.controller.js';
import { LinkCodesRepository } from './links/link-codes.repository.js';
import { LinkingService } from './links/linking.service.js';
import { LinksRepository } from './links/links.repository.js';
import { OwnLinkService } from './links/own-link.service.js';
import { TelegramEraser } from './links/telegram-eraser.js';
import { TelegramInvariants } from './telegram.invariants.js';
import { BotRunner } from './updates/bot-runner.js';
import { Polling } from './updates/polling.js';
import { TelegramCleanup } from './updates/telegram-cleanup.task.js';
import { TelegramUpdateHandler } from './updates/telegram-update.job.js';
import { UpdateInbox } from './updates/update-inbox.service.js';
import { UpdatesRepository } from './updates/updates.repository.js';
import { TelegramWebhookController } from './updates/webhook.controller.js';

/** The bot: whose chat is whose, what people ask there, and how they are written to. */
@Module({
  imports: [BookingModule, CommunityModule, TheatreModule],
  controllers: [TelegramLinkController, TelegramWebhookController],
  providers: [
    BotCommands,
    BotRunner,
    CodeTries,
    ConfirmService,
    Conversation,
    DeepLinks,
    LinkCodesRepository,
    LinkingService,
    LinksRepository,
    NotificationSettingsRepository,
    OwnLinkService,
    Polling,
    ProgrammeReplies,
    SendTelegramHandler,
    TelegramChats,
    TelegramCleanup,
    TelegramEraser,
    TelegramInvariants,
    TelegramSender,
    TelegramUpdateHandler,
    TicketReplies,
    UpdateInbox,
    UpdatesRepository,
  ],
  exports: [LinkingService],
})
export class TelegramBotModule {}
