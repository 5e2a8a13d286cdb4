import { type DynamicModule, Global, Module } from '@nestjs/common';
import { TelegramApi } from './telegram-api.js';
import type { TelegramOptions } from './telegram.types.js';

/** The Bot API for those who write to people. */
@Global()
@Module({})
export class TelegramModule {
  /** @param options undefined where there is no bot */
  static forRoot(options: TelegramOptions | undefined): DynamicModule {
    return {
      module: TelegramModule,
      providers: [{ provide: TelegramApi, useFactory: () => new TelegramApi(options) }],
      exports: [TelegramApi],
    };
  }
}
