import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import type { Settings } from './settings.js';

export const SETTINGS = Symbol('Settings');

/** Injects the settings. */
export const InjectSettings = (): ParameterDecorator => Inject(SETTINGS);

/** Hands the settings, parsed before the start, to everybody. */
@Global()
@Module({})
export class ConfigModule {
  static forRoot(settings: Settings): DynamicModule {
    return {
      module: ConfigModule,
      providers: [{ provide: SETTINGS, useValue: settings }],
      exports: [SETTINGS],
    };
  }
}
