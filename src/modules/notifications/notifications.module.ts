import { Module } from '@nestjs/common';
import { ProfilesModule } from '../profiles/index.js';
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
import { NotificationStreams } from './stream/notification-streams.js';
import { StreamController } from './stream/stream.controller.js';
import { UnsubscribeController } from './unsubscribe/unsubscribe.controller.js';
import { UnsubscribeLinks } from './unsubscribe/unsubscribe-links.js';
import { UnsubscribeService } from './unsubscribe/unsubscribe.service.js';
import { UnsubscribeTokensRepository } from './unsubscribe/unsubscribe-tokens.repository.js';
import { WithdrawNoticesHandler } from './withdrawal/withdraw-notices.job.js';
import { WithdrawalsRepository } from './withdrawal/withdrawals.repository.js';

@Module({
  imports: [ProfilesModule],
  controllers: [PreferencesController, StreamController, UnsubscribeController, NotificationsController],
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
    WithdrawNoticesHandler,
    WithdrawalsRepository,
  ],
})
export class NotificationsModule {}
