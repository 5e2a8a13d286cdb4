/** How a bot is reached. */
export interface TelegramOptions {
  /** Of the bot, as @BotFather gives it out. */
  readonly token: string;
  /** Another server that speaks the Bot API; undefined for Telegram's own. */
  readonly apiUrl: string | undefined;
}

/** A Telegram account is known by a number up to 2^52. */
export const MAX_TG_ID = 2 ** 52 - 1;

/** Somebody on Telegram. */
export interface TelegramPerson {
  readonly id: number;
  /** Without the @; null where they have none. */
  readonly username: string | null;
  /** IETF, of their app; null where it is not told. */
  readonly languageCode: string | null;
}

/** What somebody wrote to the bot, alone with it. */
export interface BotMessage {
  readonly kind: 'message';
  readonly from: TelegramPerson;
  /** Empty for pictures and whatever else is no text. */
  readonly text: string;
}

/** Somebody does not want to hear from the bot any more. */
export interface BotBlocked {
  readonly kind: 'blocked';
  readonly tgId: number;
}

/** Something that Telegram tells a bot. */
export interface BotUpdate {
  /** The same each time it is told. */
  readonly id: number;
  /** Undefined for what does not concern us: groups, channels, other bots. */
  readonly content: BotMessage | BotBlocked | undefined;
}

/** A message of the bot's. */
export interface TelegramMessage {
  /** Text in Telegram's HTML; the words below the picture where there is one. */
  readonly text: string;
  /** PNG or JPEG. */
  readonly picture?: Buffer;
}

/** A command as Telegram's menu shows it. */
export interface BotCommandWords {
  readonly command: string;
  readonly description: string;
}
