import type { ScreeningTexts } from '../screening-notices.js';
import { toldDay, toldLanguage, toldTime } from '../told-times.js';

const LOCALE = 'uk';

export const uk: ScreeningTexts = {
  canceled: {
    title: (_who, facts) => `Сеанс скасовано: ${facts.film}, ${toldDay(facts, LOCALE)}`,
    body: ({ why }) => why || 'Сеанс не відбудеться.',
  },
  changed: {
    title: (_who, facts) => `Сеанс змінено: ${facts.film}, ${toldDay(facts, LOCALE)}`,
    body: (facts) =>
      `Початок о ${toldTime(facts)}, ${facts.hall}, ${facts.cinema}.` +
      (facts.language === null ? '' : ` Мова: ${toldLanguage(facts.language, LOCALE)}.`) +
      (facts.subtitles === null ? '' : ` Субтитри: ${toldLanguage(facts.subtitles, LOCALE)}.`) +
      ' Ваші квитки дійсні.',
  },
  reminder: {
    title: (_who, facts) => `${facts.film}: початок о ${toldTime(facts)}`,
    body: (facts) =>
      `${facts.cinema}, ${facts.address}, ${facts.hall}. Ваші місця: ` +
      `${facts.seats.map(({ row, number }) => `ряд ${row}, місце ${number}`).join('; ')}.`,
  },
};
