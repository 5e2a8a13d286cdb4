import { Module } from '@nestjs/common';
import { ProfilesModule } from '../profiles/index.js';
import { TelegramCourier } from './channels/telegram/telegram-courier.js';
import { TelegramDelivery } from './channels/telegram/telegram-delivery.service.js';
import { TelegramMessageCleanup } from './channels/telegram/telegram-message-cleanup.task.js';
import { TelegramMessageHandler } from './channels/telegram/telegram-message.job.js';
import { TelegramMessagesRepository } from './channels/telegram/telegram-messages.repository.js';
import { TelegramNews } from './channels/telegram/telegram-news.service.js';
import { TelegramTurnsRepository } from './channels/telegram/telegram-turns.repository.js';
import { TelegramTurns } from './channels/telegram/telegram-turns.service.js';
import { DigestMail } from './digest/digest-mail.js';
import { DigestService } from './digest/digest.service.js';
import { DigestTask } from './digest/digest.task.js';
import { DigestsRepository } from './digest/digests.repository.js';
import { NotificationCleanup } from './inbox/notification-cleanup.task.js';
import { NotificationEraser } from './inbox/notification-eraser.js';
import { NotificationsController } from './inbox/notifications.controller.js';
import { NotificationsRepository } from './inbox/notifications.repository.js';
import { NotificationsService } from './inbox/notifications.service.js';
import { NotifyHandler } from './inbox/notify.job.js';
import { ReadersRepository } from './inbox/readers.repository.js';
import { NotificationsInvariants } from './notifications.invariants.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { OwnSettingsRepository } from './settings/own-settings.repository.js';
import { NotificationSettingsController } from './settings/settings.controller.js';
import { NotificationSettingsService } from './settings/settings.service.js';
import { NotificationStreams } from './stream/notification-streams.js';
import { StreamController } from './stream/stream.controller.js';
import { TelegramBotModule } from './telegram/telegram-bot.module.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { UnsubscribeLinks } from './unsubscribe/unsubscribe-links.js';
import { UnsubscribeService } from './unsubscribe/unsubscribe.service.js';
import { UnsubscribeTokensRepository } from './unsubscribe/unsubscribe-tokens.repository.js';
import { WithdrawNoticesHandler } from './withdrawal/withdraw-notices.job.js';
import { WithdrawalsRepository } from './withdrawal/withdrawals.repository.js';

@Module({
  imports: [ProfilesModule, TelegramBotModule],
  controllers: [
    PreferencesController,
    NotificationSettingsController,
    StreamController,
    UnsubscribeController,
    NotificationsController,
  ],
  providers: [
    DigestMail,
    DigestService,
    DigestTask,
    DigestsRepository,
    NotificationCleanup,
    NotificationEraser,
    NotificationStreams,
    NotificationsInvariants,
    NotificationsRepository,
    NotificationsService,
    NotifyHandler,
    PreferencesRepository,
    PreferencesService,
    ReadersRepository,
    UnsubscribeLinks,
    UnsubscribeService,
    UnsubscribeTokensRepository,
    TelegramCourier,
    TelegramDelivery,
    TelegramMessageCleanup,
    TelegramMessageHandler,
    TelegramMessagesRepository,
    TelegramNews,
    TelegramTurns,
    TelegramTurnsRepository,
    OwnSettingsRepository,
    NotificationSettingsService,
    WithdrawNoticesHandler,
    WithdrawalsRepository,
  ],
})
export class NotificationsModule {}
