import { Global, Module, type OnModuleInit } from '@nestjs/common';
import { InjectSettings, type Settings } from '../config/index.js';
import { Database } from '../database/index.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { MetricsController } from './metrics.controller.js';
import { Metrics } from './metrics.js';
import { checkSmtp } from './smtp-check.js';

@Global()
@Module({
  controllers: [HealthController, MetricsController],
  providers: [Health, Metrics],
  exports: [Health, Metrics],
})
export class ObservabilityModule implements OnModuleInit {
  constructor(
    private readonly health: Health,
    private readonly metrics: Metrics,
    private readonly database: Database,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  onModuleInit(): void {
    this.health.register({
      name: 'database',
      vital: true,
      check: async () => {
        await this.database.rows('SELECT 1');
        return undefined;
      },
    });
    this.health.register({ name: 'mail', vital: false, check: () => this.checkMail() });
    const pool = this.database.pool;
    this.metrics.gauge('database_pool_connections', 'Connections to the database.', () => pool.totalCount);
    this.metrics.gauge('database_pool_idle', 'Connections that nobody uses.', () => pool.idleCount);
    this.metrics.gauge(
      'database_pool_waiting',
      'Requests that wait for a connection.',
      () => pool.waitingCount,
    );
  }

  private async checkMail(): Promise<'not_configured' | undefined> {
    if (this.settings.smtpUrl === undefined) return 'not_configured';
    await checkSmtp(this.settings.smtpUrl);
    return undefined;
  }
}
