import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { StripeOptions } from './gateway.types.js';
import { StripeGateway } from './stripe-gateway.js';

/** Stripe for those who take payments. */
@Global()
@Module({})
export class StripeModule {
  /** @param options undefined where nothing can be paid online */
  static forRoot(options: StripeOptions | undefined): DynamicModule {
    return {
      module: StripeModule,
      providers: [{ provide: StripeGateway, useFactory: () => new StripeGateway(options) }],
      exports: [StripeGateway],
    };
  }
}
