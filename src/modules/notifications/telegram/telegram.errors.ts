import { DomainError, problemType } from '../../../platform/errors/index.js';

export const telegramUnavailable = problemType('telegram-unavailable', {
  kind: 'unavailable',
  title: 'Telegram is not available here',
  explanation:
    'This installation has no bot, so that no account can be linked and nobody is written to. Whoever runs it sets `TELEGRAM_BOT_TOKEN` and `TELEGRAM_BOT_NAME`.',
  example: 'Telegram is not set up here.',
});

export const invalidTelegramCode = problemType('invalid-telegram-code', {
  kind: 'malformed',
  title: 'The code is not valid',
  explanation:
    'The code is not one of ours, is older than ten minutes, was used, or was replaced by a newer one. Ask for a new link (`POST /telegram/link`) and open that.',
  example: 'This code is not valid, or not any more. Ask for a new link.',
});

export const telegramAlreadyLinked = problemType('telegram-already-linked', {
  kind: 'conflict',
  title: 'It is linked already',
  explanation:
    'An account of ours goes with one Telegram account, and the other way round. Take the present link away first: `DELETE /telegram/link`, or `/stop` to the bot.',
  example: 'This Telegram account is linked to another account.',
});

export const wrongTelegramSecret = problemType('wrong-telegram-secret', {
  kind: 'unauthenticated',
  title: 'The secret is missing or wrong',
  explanation:
    'This address is for the bot, or for Telegram, alone. The bot sends `X-Telegram-Bot-Secret` (`TELEGRAM_BOT_SECRET`), Telegram sends `X-Telegram-Bot-Api-Secret-Token` (`TELEGRAM_WEBHOOK_SECRET`).',
  example: 'The header X-Telegram-Bot-Secret is missing or wrong.',
});

/** There is no bot. */
export class TelegramNotSetUpError extends DomainError {
  constructor() {
    super(telegramUnavailable, telegramUnavailable.example);
  }
}

/** A code that links nothing. */
export class InvalidTelegramCodeError extends DomainError {
  constructor() {
    super(invalidTelegramCode, invalidTelegramCode.example);
  }
}

/** Either side of a link has one already. */
export class TelegramAlreadyLinkedError extends DomainError {
  /** @param side which one has it */
  constructor(readonly side: 'account' | 'telegram') {
    super(
      telegramAlreadyLinked,
      side === 'account'
        ? 'Your account is linked already. Take that link away first.'
        : telegramAlreadyLinked.example,
    );
  }
}

/** Whoever calls is not who this is for. */
export class WrongTelegramSecretError extends DomainError {
  /** @param header that should carry the secret */
  constructor(header: string) {
    super(wrongTelegramSecret, `The header ${header} is missing or wrong.`);
  }
}
