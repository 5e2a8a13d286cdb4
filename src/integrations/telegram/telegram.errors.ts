/** Nobody reads there any more: the person has blocked the bot, deleted their account, or never wrote to the bot. */
export class ChatGoneError extends Error {}

/** Too many messages at once. */
export class TelegramBusyError extends Error {
  /** @param retryAfter seconds until it works again */
  constructor(
    message: string,
    readonly retryAfter: number,
  ) {
    super(message);
  }
}

/** No answer, or trouble at Telegram: it may go well the next time. */
export class TelegramUnavailableError extends Error {}

/** Telegram said no, and will say so again. */
export class TelegramRefusedError extends Error {
  /** @param code of its answer, such as 400, 401 or 409 */
  constructor(
    message: string,
    readonly code: number,
  ) {
    super(message);
  }
}
