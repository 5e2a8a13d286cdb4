import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { Health } from '../observability/index.js';
import { ResponseCache } from './response-cache.js';

@Global()
@Module({ providers: [ResponseCache], exports: [ResponseCache] })
export class CacheModule implements OnModuleInit {
  constructor(
    private readonly cache: ResponseCache,
    private readonly health: Health,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'cache',
      vital: false,
      check: async () => {
        return (await this.cache.ping()) === undefined ? 'not_configured' : undefined;
      },
    });
  }
}
