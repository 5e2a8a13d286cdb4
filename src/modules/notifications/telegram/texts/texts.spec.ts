import { parseHtml, textOf } from '../../../../integrations/telegram/stand-in/parse-html.js';
import type { Html } from '../../../../integrations/telegram/index.js';
import type { Texts } from './bot-texts.js';
import { LANGUAGES, languageOf, TEXTS } from './texts.js';

const URL = 'https://cinema.example/app/';
const LONG = '<'.repeat(120);
const TICKET = {
  film: LONG,
  when: 'w',
  cinema: LONG,
  address: LONG,
  hall: LONG,
  row: 'B',
  number: 4,
  code: 'ABCDEFGHJKLMNPQR',
};
const SCREENING = { film: LONG.slice(40), when: 'when', cinema: LONG.slice(40), hall: LONG.slice(40) };

function everything(texts: Texts): Html[] {
  const { locale, commands, ticket, moreTickets, screenings, ...others } = texts;
  expect(Intl.DateTimeFormat.supportedLocalesOf(locale)).toEqual([locale]);
  expect(commands.map(({ command }) => command)).toEqual(['tickets', 'next', 'language', 'stop']);
  return [
    ticket(TICKET),
    moreTickets(2, URL),
    screenings(Array.from({ length: 10 }, () => SCREENING)),
    ...Object.values(others).map((words) => words(URL)),
  ];
}

describe('What the bot says', () => {
  it.each(LANGUAGES)('can be read by Telegram, in %s', (language) => {
    for (const { source } of everything(TEXTS[language])) {
      expect(textOf(parseHtml(source)).length).toBeGreaterThan(0);
      expect(textOf(parseHtml(source)).length).toBeLessThanOrEqual(4_096);
    }
    expect(textOf(parseHtml(TEXTS[language].ticket(TICKET).source)).length).toBeLessThanOrEqual(1_024);
  });

  it('differs from language to language', () => {
    const [english, ukrainian] = [everything(TEXTS.en), everything(TEXTS.uk)];
    english.forEach(({ source }, at) => expect(ukrainian[at]?.source).not.toBe(source));
  });

  it.each([
    ['uk', 'uk'],
    ['uk-UA', 'uk'],
    ['UK', 'uk'],
    ['en-GB', 'en'],
    ['de', 'en'],
    [null, 'en'],
    ['ukulele', 'en'],
  ])('is said to whoever has an app in %s in %s', (code, language) => {
    expect(languageOf(code)).toBe(language);
  });
});
