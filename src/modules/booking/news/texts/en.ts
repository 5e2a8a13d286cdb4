import type { ScreeningTexts } from '../screening-notices.js';
import { toldDay, toldLanguage, toldTime } from '../told-times.js';

const LOCALE = 'en-GB';

export const en: ScreeningTexts = {
  canceled: {
    title: (_who, facts) => `${facts.film} on ${toldDay(facts, LOCALE)} is canceled`,
    body: ({ why }) => why || 'The screening does not take place.',
  },
  changed: {
    title: (_who, facts) => `${facts.film} on ${toldDay(facts, LOCALE)} has changed`,
    body: (facts) =>
      `It begins at ${toldTime(facts)} in ${facts.hall}, ${facts.cinema}.` +
      (facts.language === null ? '' : ` Language: ${toldLanguage(facts.language, LOCALE)}.`) +
      (facts.subtitles === null ? '' : ` Subtitles: ${toldLanguage(facts.subtitles, LOCALE)}.`) +
      ' Your tickets stay good.',
  },
  reminder: {
    title: (_who, facts) => `${facts.film} begins at ${toldTime(facts)}`,
    body: (facts) =>
      `${facts.cinema}, ${facts.address}, ${facts.hall}. Your seats: ` +
      `${facts.seats.map(({ row, number }) => `row ${row}, seat ${number}`).join('; ')}.`,
  },
};
