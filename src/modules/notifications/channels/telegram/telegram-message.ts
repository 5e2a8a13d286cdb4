import type { Language } from '../../telegram/texts/texts.js';
import type { QuietHours } from '../../settings/quiet-hours.policy.js';

/** What somebody is to be told by Telegram. */
export interface NewTelegramMessage {
  readonly userId: number;
  readonly kind: string;
  readonly subject: string;
  readonly part: string;
  readonly link: string;
  readonly facts: object;
  readonly actorId: number | null;
  readonly urgent: boolean;
  readonly at: Date;
  /** When it may be sent. */
  readonly dueAt: Date;
  /** When it is of no use any more; null where that never happens. */
  readonly usefulUntil: Date | null;
}

/** A message whose turn it is. */
export interface ClaimedMessage {
  readonly id: string;
  readonly urgent: boolean;
  readonly usefulUntil: Date | null;
  /** Of whom it is for. */
  readonly quietHours: QuietHours | null;
  readonly isActive: boolean;
}

/** A message that is about to be sent. */
export interface StartedMessage {
  readonly id: string;
  readonly tgId: number;
  readonly language: Language;
  readonly kind: string;
  readonly link: string;
  readonly facts: object;
  /** Who did it, the last one last. */
  readonly actorIds: readonly number[];
  /** This one included. */
  readonly attempts: number;
}

/** Whom a message is for. */
export interface TelegramReader {
  readonly quietHours: QuietHours | null;
}
