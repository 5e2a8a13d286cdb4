import type { Texts } from './bot-texts.js';
import { en } from './en.js';
import { uk } from './uk.js';

/** The languages that the bot speaks. */
export const LANGUAGES = ['en', 'uk'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What the bot says, by language. */
export const TEXTS: Readonly<Record<Language, Texts>> = { en, uk };

/** The one of our languages that fits an IETF language best. */
export function languageOf(code: string | null | undefined): Language {
  const wanted = code?.toLowerCase().split('-', 1)[0];
  return LANGUAGES.find((language) => language === wanted) ?? 'en';
}
