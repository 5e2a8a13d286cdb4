import { Injectable } from '@nestjs/common';
import { Api, InputFile } from 'grammy';
import { answered } from './telegram-answers.js';
import { TelegramUnavailableError } from './telegram.errors.js';
import type { BotCommandWords, TelegramMessage, TelegramOptions } from './telegram.types.js';

const TIMEOUT_SECONDS = 10;
const POLL_SECONDS = 25;
/** The same at run time: the client's types know an older kind of signal. */
type ApiSignal = NonNullable<Parameters<Api['getUpdates']>[1]>;
/** What we are told of. */
const CONCERNS_US = ['message', 'my_chat_member'] as const;
const WITHOUT_PREVIEW = { link_preview_options: { is_disabled: true } };

/**
 * The Bot API, as far as we need it. Nothing here belongs into a transaction. Without a bot all of it throws
 * TelegramUnavailableError.
 */
@Injectable()
export class TelegramApi {
  private readonly client: Api | undefined;
  private readonly pollingClient: Api | undefined;

  constructor(options: TelegramOptions | undefined) {
    this.client = options && clientOf(options, TIMEOUT_SECONDS);
    this.pollingClient = options && clientOf(options, POLL_SECONDS + TIMEOUT_SECONDS);
  }

  /** Whether there is a bot that can speak. */
  get isConfigured(): boolean {
    return this.client !== undefined;
  }

  /**
   * Writes to somebody.
   * @throws ChatGoneError, TelegramBusyError, TelegramUnavailableError, TelegramRefusedError
   */
  async send(chatId: number, { text, picture }: TelegramMessage): Promise<void> {
    const api = required(this.client);
    if (picture) {
      const file = new InputFile(picture, 'picture.png');
      await answered(api.sendPhoto(chatId, file, { caption: text, parse_mode: 'HTML' }));
    } else {
      await answered(api.sendMessage(chatId, text, { parse_mode: 'HTML', ...WITHOUT_PREVIEW }));
    }
  }

  /**
   * Waits until something happens, for 25 seconds at most. What came before `from` is forgotten by Telegram.
   * @throws TelegramBusyError, TelegramUnavailableError, TelegramRefusedError where somebody else asks as well
   */
  async updates(from: number, signal: AbortSignal): Promise<readonly object[]> {
    const wish = { offset: from, timeout: POLL_SECONDS, allowed_updates: CONCERNS_US };
    return answered(required(this.pollingClient).getUpdates(wish, signal as unknown as ApiSignal));
  }

  /** Has updates sent to an address, with a word by which they are known. */
  async setWebhook(url: string, secret: string): Promise<void> {
    await answered(
      required(this.client).setWebhook(url, { secret_token: secret, allowed_updates: CONCERNS_US }),
    );
  }

  /** Updates wait to be asked for. */
  async deleteWebhook(): Promise<void> {
    await answered(required(this.client).deleteWebhook());
  }

  /** @param language two letters; everybody else's where it is left out */
  async setCommands(commands: readonly BotCommandWords[], language?: 'uk'): Promise<void> {
    await answered(
      required(this.client).setMyCommands(
        commands,
        language === undefined ? undefined : { language_code: language },
      ),
    );
  }
}

function clientOf({ token, apiUrl }: TelegramOptions, timeoutSeconds: number): Api {
  return new Api(token, {
    timeoutSeconds,
    ...(apiUrl === undefined ? {} : { apiRoot: apiUrl.replace(/\/+$/, '') }),
  });
}

function required(api: Api | undefined): Api {
  if (api) return api;
  throw new TelegramUnavailableError('Telegram is not set up: there is no TELEGRAM_BOT_TOKEN.');
}
