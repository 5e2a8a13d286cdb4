import type { Language } from '../telegram/texts/texts.js';
import type { QuietHours } from './quiet-hours.policy.js';

/** How somebody wants to be told; null where they said nothing. */
export interface OwnSettings {
  readonly language: Language | null;
  /** The cinema that they call theirs. */
  readonly cinemaId: number | null;
  readonly quietHours: QuietHours | null;
}

export const NOTHING_SAID: OwnSettings = { language: null, cinemaId: null, quietHours: null };
