import { type Html, joined, link, rich, shortened } from '../../../../integrations/telegram/index.js';
import { noticeKinds } from '../../../../platform/notices/index.js';
import { whoOf } from '../../inbox/who.js';
import type { Language } from '../../telegram/texts/texts.js';
import type { StartedMessage } from './telegram-message.js';

const MAX_TITLE = 300;
const MAX_BODY = 2_000;
const OPEN: Readonly<Record<Language, string>> = { en: 'Open', uk: 'Відкрити' };
/** What there are pages of; the rest of the API is for programs. */
const WITH_PAGE = /^\/(orders|tickets)\/\w+$/;

/**
 * What somebody reads. Names and titles that others wrote are escaped.
 * @param name of whoever did it last, if that is known
 * @param publicUrl without a slash at its end
 */
export function messageText(
  { kind, facts, actorIds, language, link: path }: StartedMessage,
  name: string | undefined,
  publicUrl: string,
): Html {
  const words = noticeKinds().get(kind);
  const texts = language === 'uk' ? (words?.uk ?? words) : words;
  const title = texts?.title(whoOf(name, actorIds.length, language), facts) ?? kind;
  const body = texts?.body(facts) ?? '';
  const url = `${publicUrl}/app${WITH_PAGE.test(path) ? path : '/'}`;
  return joined([
    rich`<b>${shortened(title, MAX_TITLE)}</b>`,
    ...(body === '' ? [] : [rich`${shortened(body, MAX_BODY)}`]),
    link(url, OPEN[language]),
  ]);
}
