import { joined, link, rich } from '../../../../integrations/telegram/index.js';
import type { Texts } from './bot-texts.js';

/** Ukrainian. */
export const uk: Texts = {
  locale: 'uk',
  commands: [
    { command: 'tickets', description: 'Ваші майбутні квитки з QR-кодами' },
    { command: 'next', description: 'Коли покажуть ваші улюблені фільми' },
    { command: 'language', description: 'Мова, якою я говорю' },
    { command: 'stop', description: 'Від’єднати цей чат від вашого облікового запису' },
  ],
  linked: () => rich`<b>Ваш обліковий запис під’єднано.</b>`,
  help: () => rich`Що я вмію:
/tickets – ваші майбутні квитки з QR-кодами
/next – коли покажуть ваші улюблені фільми
/language – мова, якою я говорю
/stop – від’єднати цей чат від вашого облікового запису`,
  linkedBefore: () =>
    rich`Цей чат уже під’єднано до облікового запису. Щоб під’єднати інший, спершу від’єднайте цей командою /stop.`,
  howToLink: () => rich`<b>Вітаю!</b> Я ще не знаю, хто ви.

Увійдіть до Online Cinema, отримайте у своєму профілі посилання на Telegram і відкрийте його на цьому пристрої. Посилання діє десять хвилин.`,
  invalidCode: () => rich`Це посилання недійсне або вже не діє. Отримайте у профілі нове й відкрийте його.`,
  takenChat: () =>
    rich`Ваш обліковий запис Telegram уже під’єднано до іншого облікового запису. Спершу від’єднайте його.`,
  tooManyTries: () => rich`Забагато спроб. Зачекайте чверть години й отримайте нове посилання.`,
  inactive: () => rich`Ваш обліковий запис неактивний.`,
  stopped: () =>
    rich`Чат від’єднано, сюди більше нічого не надходитиме. Щоб повернутися, отримайте у профілі нове посилання.`,
  unlinkedInApp: () => rich`Ви від’єднали цей чат в Online Cinema. Сюди більше нічого не надходитиме.`,
  ticket: ({ film, when, cinema, address, hall, row, number, code }) => rich`<b>${film}</b>
${when}
${cinema}, ${address}
${hall}, ряд ${row}, місце ${number}
<code>${code}</code>`,
  noTickets: () => rich`У вас немає майбутніх квитків.`,
  moreTickets: (more, url) => rich`… і ще ${more}. Усі квитки – ${link(url, 'у застосунку')}.`,
  screenings: (list) =>
    joined(
      [
        rich`<b>Ваші улюблені фільми протягом наступних семи днів</b>`,
        ...list.map(({ film, when, cinema, hall }) => rich`<b>${film}</b>\n${when} · ${cinema}, ${hall}`),
      ],
      '\n\n',
    ),
  noScreenings: () => rich`Протягом наступних семи днів ваших улюблених фільмів у програмі немає.`,
  noFavorites: (url) => rich`У вас ще немає улюблених фільмів. Оберіть їх ${link(url, 'у застосунку')}.`,
  moreScreenings: (url) => rich`Є й інші: усі сеанси – ${link(url, 'у застосунку')}.`,
  chooseCinema: () => rich`<i>Ви не обрали кінотеатр, тому тут сеанси в усіх.</i>`,
  languages: () => rich`Я говорю українською. Щоб змінити мову:
/language_en – English
/language_uk – Українська`,
  languageSet: () => rich`Відтепер я говорю українською.`,
};
