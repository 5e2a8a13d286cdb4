import { type DynamicModule, Module } from '@nestjs/common';
import { MailModule } from './integrations/mail/index.js';
import { StripeModule } from './integrations/stripe/index.js';
import { TelegramModule, type TelegramOptions } from './integrations/telegram/index.js';
import { AccountsModule } from './modules/accounts/index.js';
import { AdministrationModule } from './modules/administration/index.js';
import { BookingModule } from './modules/booking/index.js';
import { CartModule } from './modules/cart/index.js';
import { CatalogueModule } from './modules/catalogue/index.js';
import { CommunityModule } from './modules/community/index.js';
import { ConcessionsModule } from './modules/concessions/index.js';
import { ConsoleModule } from './modules/console/index.js';
import { DistributionModule } from './modules/distribution/index.js';
import { LoyaltyModule } from './modules/loyalty/index.js';
import { ProfilesModule } from './modules/profiles/index.js';
import { NotificationsModule } from './modules/notifications/index.js';
import { OrdersModule } from './modules/orders/index.js';
import { PagesModule } from './modules/pages/index.js';
import { PaymentsModule } from './modules/payments/index.js';
import { ReportsModule } from './modules/reports/index.js';
import { StoreModule } from './modules/store/index.js';
import { TheatreModule } from './modules/theatre/index.js';
import { AuditModule } from './platform/audit/index.js';
import { AuthModule } from './platform/auth/index.js';
import { CacheModule } from './platform/cache/index.js';
import { ClockModule } from './platform/clock/index.js';
import { ConfigModule, type Settings } from './platform/config/index.js';
import { DatabaseModule } from './platform/database/index.js';
import { HttpModule } from './platform/http/index.js';
import { IdempotencyModule } from './platform/idempotency/index.js';
import { InvariantsModule } from './platform/invariants/index.js';
import { JobsModule } from './platform/jobs/index.js';
import { ObservabilityModule } from './platform/observability/index.js';
import { OpenApiModule } from './platform/openapi/index.js';
import { NoticesModule } from './platform/notices/index.js';
import { RateLimitsModule } from './platform/rate-limits/index.js';
import { StorageModule } from './platform/storage/index.js';

/** Settings whose database is known: the one that was named, or the embedded one. */
export type RunnableSettings = Settings & { readonly database: { readonly url: string } };

@Module({})
export class AppModule {
  static forRoot(settings: RunnableSettings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.forRoot(settings),
        ClockModule,
        DatabaseModule.forRoot(settings.database.url, settings.database.poolSize),
        AuditModule,
        AuthModule,
        RateLimitsModule,
        HttpModule,
        ObservabilityModule,
        OpenApiModule,
        StorageModule.forRoot(settings.storage),
        JobsModule.forRoot({
          redisUrl: settings.redisUrl,
          databaseUrl: settings.database.url,
          directUrl: settings.database.directUrl,
          work: settings.runWorker,
        }),
        CacheModule,
        NoticesModule,
        IdempotencyModule,
        InvariantsModule,
        MailModule.forRoot(settings),
        StripeModule.forRoot(settings.stripe),
        TelegramModule.forRoot(telegramOptions(settings)),
        AccountsModule,
        ProfilesModule,
        CatalogueModule,
        CommunityModule,
        CartModule,
        OrdersModule,
        PaymentsModule,
        StoreModule,
        TheatreModule,
        BookingModule,
        LoyaltyModule,
        ConcessionsModule,
        DistributionModule,
        ReportsModule,
        AdministrationModule,
        ConsoleModule,
        NotificationsModule,
        PagesModule,
      ],
    };
  }
}

/** Undefined where nobody can be written to. */
function telegramOptions({ telegram: { token, apiUrl } }: Settings): TelegramOptions | undefined {
  return token === undefined ? undefined : { token, apiUrl };
}
