import { Module } from '@nestjs/common';
import { ProfilesModule } from '../profiles/index.js';
import { NotificationCleanup } from './inbox/notification-cleanup.task.js';
import { NotificationEraser } from './inbox/notification-eraser.js';
import { NotificationsController } from './inbox/notifications.controller.js';
import { NotificationsRepository } from './inbox/notifications.repository.js';
import { NotificationsService } from './inbox/notifications.service.js';
import { NotifyHandler } from './inbox/notify.job.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { PreferencesRepository } from './preferences/preferences.repository.js';
import { PreferencesService } from './preferences/preferences.service.js';
import { NotificationStreams } from './stream/notification-streams.js';
import { StreamController } from './stream/stream.controller.js';

@Module({
  imports: [ProfilesModule],
  controllers: [PreferencesController, StreamController, NotificationsController],
  providers: [
    NotificationCleanup,
    NotificationEraser,
    NotificationStreams,
    NotificationsRepository,
    NotificationsService,
    NotifyHandler,
    PreferencesRepository,
    PreferencesService,
  ],
})
export class NotificationsModule {}
