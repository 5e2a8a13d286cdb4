import { joined, link, rich } from '../../../../integrations/telegram/index.js';
import type { Texts } from './bot-texts.js';

/** English. */
export const en: Texts = {
  locale: 'en-GB',
  commands: [
    { command: 'tickets', description: 'Your coming tickets, with their QR codes' },
    { command: 'next', description: 'When your favourite films are on' },
    { command: 'language', description: 'The language that I speak' },
    { command: 'stop', description: 'Take the link to your account away' },
  ],
  linked: () => rich`<b>Your account is linked.</b>`,
  help: () => rich`What I can do for you:
/tickets – your coming tickets, with their QR codes
/next – when your favourite films are on
/language – the language that I speak
/stop – take the link to your account away`,
  linkedBefore: () =>
    rich`This chat is linked to an account already. To link it to another one, take the present link away with /stop first.`,
  howToLink: () => rich`<b>Hello!</b> I do not know yet who you are.

Sign in to Online Cinema, ask for a link to Telegram in your profile, and open it on this device. The link is good for ten minutes.`,
  invalidCode: () =>
    rich`This link is not valid, or not any more. Ask for a new one in your profile and open that.`,
  takenChat: () =>
    rich`Your Telegram account is linked to another account already. Take that link away first.`,
  tooManyTries: () => rich`That was tried too often. Wait a quarter of an hour, then ask for a new link.`,
  inactive: () => rich`Your account is not active.`,
  stopped: () =>
    rich`The link is gone, and you are told nothing here any more. To come back, ask for a new link in your profile.`,
  unlinkedInApp: () =>
    rich`You took the link to this chat away in Online Cinema. You are told nothing here any more.`,
  ticket: ({ film, when, cinema, address, hall, row, number, code }) => rich`<b>${film}</b>
${when}
${cinema}, ${address}
${hall}, row ${row}, seat ${number}
<code>${code}</code>`,
  noTickets: () => rich`You have no coming tickets.`,
  moreTickets: (more, url) => rich`… and ${more} more. See all of them ${link(url, 'in the app')}.`,
  screenings: (list) =>
    joined(
      [
        rich`<b>Your favourite films in the next seven days</b>`,
        ...list.map(({ film, when, cinema, hall }) => rich`<b>${film}</b>\n${when} · ${cinema}, ${hall}`),
      ],
      '\n\n',
    ),
  noScreenings: () => rich`None of your favourite films is on in the next seven days.`,
  noFavorites: (url) => rich`You have no favourite films yet. Choose some ${link(url, 'in the app')}.`,
  moreScreenings: (url) => rich`There are more: see all of them ${link(url, 'in the app')}.`,
  chooseCinema: () => rich`<i>You have not chosen a cinema, so these are all of them.</i>`,
  languages: () => rich`I speak English. To change that:
/language_en – English
/language_uk – Українська`,
  languageSet: () => rich`I speak English from now on.`,
};
