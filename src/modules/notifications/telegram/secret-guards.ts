import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { sameText } from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { addressKey, RateLimits } from '../../../platform/rate-limits/index.js';
import { WRONG_SECRETS } from './links/telegram-limits.js';
import { TelegramNotSetUpError, WrongTelegramSecretError } from './telegram.errors.js';

/** Lets in whoever knows a secret. It comes before the body is looked at: strangers are not told what belongs there. */
abstract class SecretGuard implements CanActivate {
  constructor(private readonly limits: RateLimits) {}

  protected abstract readonly header: string;
  protected abstract readonly secret: string | undefined;

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const { headers, ip } = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.secret === undefined) throw new TelegramNotSetUpError();
    if (sameText(String(headers[this.header.toLowerCase()] ?? ''), this.secret)) return true;
    await this.limits.count(WRONG_SECRETS, addressKey(ip));
    throw new WrongTelegramSecretError(this.header);
  }
}

/** For the bot, where it is a program of its own. */
@Injectable()
export class BotSecretGuard extends SecretGuard {
  protected readonly header = 'X-Telegram-Bot-Secret';
  protected readonly secret: string | undefined;

  constructor(limits: RateLimits, @InjectSettings() { telegram }: Settings) {
    super(limits);
    this.secret = telegram.botSecret;
  }
}

/** For Telegram, which was told the secret together with the address. */
@Injectable()
export class WebhookSecretGuard extends SecretGuard {
  protected readonly header = 'X-Telegram-Bot-Api-Secret-Token';
  protected readonly secret: string | undefined;

  constructor(limits: RateLimits, @InjectSettings() { telegram }: Settings) {
    super(limits);
    this.secret = telegram.token === undefined ? undefined : telegram.webhookSecret;
  }
}
