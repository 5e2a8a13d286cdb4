import { Module } from '@nestjs/common';
import { OpenApiModule } from '../../platform/openapi/index.js';
import { ConsoleAssetsController } from './assets/console-assets.controller.js';
import { ConsolePagesController } from './pages/console-pages.controller.js';
import { ConsoleSessionController } from './session/console-session.controller.js';
import { ConsoleSessionService } from './session/console-session.service.js';

@Module({
  imports: [OpenApiModule],
  controllers: [ConsolePagesController, ConsoleAssetsController, ConsoleSessionController],
  providers: [ConsoleSessionService],
})
export class ConsoleModule {}
