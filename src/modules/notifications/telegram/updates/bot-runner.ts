import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { TelegramApi } from '../../../../integrations/telegram/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { Complaints } from '../../../../platform/jobs/index.js';
import { TEXTS } from '../texts/texts.js';
import { Polling } from './polling.js';
import { pauseOf } from './pause.js';

const RETRY_MS = 15_000;

/**
 * Tells Telegram how the bot is reached, in the processes that work: by the webhook, or by asking. The application does not
 * wait for it; Telegram may be away for a while.
 */
@Injectable()
export class BotRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger('Telegram');
  private readonly complaints = new Complaints('Telegram');
  private readonly ended = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly api: TelegramApi,
    private readonly polling: Polling,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  onApplicationBootstrap(): void {
    const { runWorker, telegram } = this.settings;
    if (runWorker && this.api.isConfigured && telegram.mode !== 'off') this.running = this.run();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ended.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.ended;
    while (!signal.aborted) {
      try {
        await this.setUp();
        if (this.settings.telegram.mode === 'webhook') return;
        await this.polling.run(signal);
      } catch (error) {
        this.complaints.about('The bot cannot be set up yet', error);
        await pauseOf(RETRY_MS, signal);
      }
    }
  }

  private async setUp(): Promise<void> {
    const { mode, webhookSecret = '', webhookUrl } = this.settings.telegram;
    await this.api.setCommands(TEXTS.en.commands);
    await this.api.setCommands(TEXTS.uk.commands, 'uk');
    if (mode === 'webhook') await this.api.setWebhook(webhookUrl, webhookSecret);
    else await this.api.deleteWebhook();
    this.logger.log(mode === 'webhook' ? 'Telegram calls the webhook' : 'Telegram is asked for updates');
  }
}
