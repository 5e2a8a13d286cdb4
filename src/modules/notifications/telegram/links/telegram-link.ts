import type { Language } from '../texts/texts.js';

/** An account and the Telegram account that goes with it. */
export interface TelegramLink {
  readonly userId: number;
  readonly tgId: number;
  /** Without the @; null where they have none. */
  readonly username: string | null;
  readonly linkedAt: Date;
}

/** A link that is about to be made. */
export interface NewLink extends TelegramLink {
  /** Of the person's app; null where it is not known. */
  readonly language: Language | null;
}
