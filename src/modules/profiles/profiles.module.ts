import { Module } from '@nestjs/common';
import { imageFilesController, StoredImagesModule } from '../../platform/storage/images/index.js';
import { AVATARS } from './avatars/avatar-images.js';
import { AvatarsController } from './avatars/avatars.controller.js';
import { AvatarsService } from './avatars/avatars.service.js';
import { ProfileEraser } from './profile-eraser.js';
import { ProfilesController } from './profiles.controller.js';
import { ProfilesRepository } from './profiles.repository.js';
import { ProfilesService } from './profiles.service.js';

@Module({
  imports: [StoredImagesModule],
  controllers: [ProfilesController, AvatarsController, imageFilesController(AVATARS, 'Profiles')],
  providers: [AvatarsService, ProfileEraser, ProfilesRepository, ProfilesService],
  exports: [ProfilesService],
})
export class ProfilesModule {}
