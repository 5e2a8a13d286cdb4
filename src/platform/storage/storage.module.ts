import { type DynamicModule, Global, Module, type OnModuleInit } from '@nestjs/common';
import type { Settings } from '../config/index.js';
import { Health } from '../observability/index.js';
import { LocalStorage } from './local-storage.js';
import { ObjectStorage } from './object-storage.js';
import { RemoveFilesHandler } from './remove-files.job.js';

/** Hands the storage that the settings name to everybody, and tells the readiness check how it is. */
@Global()
@Module({})
export class StorageModule implements OnModuleInit {
  constructor(
    private readonly storage: ObjectStorage,
    private readonly health: Health,
  ) {}

  static forRoot(settings: Settings['storage']): DynamicModule {
    return {
      module: StorageModule,
      providers: [
        RemoveFilesHandler,
        {
          provide: ObjectStorage,
          useFactory: async () => {
            if (settings.driver === 'local') return new LocalStorage(settings.directory);
            const { S3Storage } = await import('./s3-storage.js');
            return new S3Storage(settings.s3);
          },
        },
      ],
      exports: [ObjectStorage],
    };
  }

  onModuleInit(): void {
    this.health.register({
      name: 'storage',
      vital: false,
      check: async () => {
        await this.storage.ping();
        return undefined;
      },
    });
  }
}
