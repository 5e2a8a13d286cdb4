import type { BotCommandWords, Html } from '../../../../integrations/telegram/index.js';

/** A ticket in words that are ready to be shown. */
export interface TicketWords {
  readonly film: string;
  readonly when: string;
  readonly cinema: string;
  readonly address: string;
  readonly hall: string;
  readonly row: string;
  readonly number: number;
  readonly code: string;
}

/** A screening in words that are ready to be shown. */
export interface ScreeningWords {
  readonly film: string;
  readonly when: string;
  readonly cinema: string;
  readonly hall: string;
}

/** Everything that the bot says, in one language. */
export interface Texts {
  /** For dates. */
  readonly locale: string;
  readonly commands: readonly BotCommandWords[];
  readonly linked: () => Html;
  readonly help: () => Html;
  /** For somebody who is linked already and follows a deep link. */
  readonly linkedBefore: () => Html;
  readonly howToLink: () => Html;
  readonly invalidCode: () => Html;
  readonly takenChat: () => Html;
  readonly tooManyTries: () => Html;
  readonly inactive: () => Html;
  readonly stopped: () => Html;
  readonly unlinkedInApp: () => Html;
  readonly ticket: (ticket: TicketWords) => Html;
  readonly noTickets: () => Html;
  /** @param more how many are not shown here */
  readonly moreTickets: (more: number, url: string) => Html;
  readonly screenings: (list: readonly ScreeningWords[]) => Html;
  readonly noScreenings: () => Html;
  readonly noFavorites: (url: string) => Html;
  readonly moreScreenings: (url: string) => Html;
  /** For somebody who has not said which cinema is theirs. */
  readonly chooseCinema: () => Html;
  readonly languages: () => Html;
  readonly languageSet: () => Html;
}
