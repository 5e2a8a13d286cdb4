import { z } from 'zod';
import { badRequest } from './api-error.js';
import { type Chat, chatOf, messageOf, personOf, type Said } from './chats.js';
import { entitiesOf, textOf } from './parse-html.js';
import { botOf, type StandInState } from './stand-in-state.js';
import type { Update } from './update.js';

const word = z.string().max(64).optional();
const saying = z.object({
  text: z.string().max(4_096),
  first_name: word,
  username: word,
  language_code: z.string().max(35).optional(),
});

/** What a person says to the bot, and what they tell of themselves by it. */
export type Saying = z.output<typeof saying>;

/** @throws ApiError for what nobody can say */
export function sayingIn(given: object): Saying {
  const filled = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''));
  const { data, error } = saying.safeParse({ text: '', ...filled });
  if (error) throw badRequest(z.prettifyError(error));
  if (data.text.trim() === '') throw badRequest('text is empty');
  return data;
}

/** @throws ApiError for what is no id of a person */
export function personIdIn(given: unknown): number {
  const id = /^[1-9]\d{0,15}$/.test(String(given)) ? Number(given) : 0;
  if (id < 1 || id >= 2 ** 52) throw badRequest('tg_id must be a whole number from 1 to 4503599627370495');
  return id;
}

/** Somebody speaks; whoever does so has not blocked the bot any more. */
export function speak(
  state: StandInState,
  id: number,
  { text, ...told }: Saying,
): { said: Said; update: Update } {
  const chat = state.chats.with(id, told);
  chat.isBlocked = false;
  const said = state.chats.say(chat, 'person', [{ text, kinds: [], link: undefined }]);
  return { said, update: state.updates.add('message', messageOf(chat, said, botOf(state))) };
}

/** Somebody blocks the bot, or takes it back. */
export function setBlocked(state: StandInState, id: number, isBlocked: boolean): void {
  const chat = state.chats.with(id);
  chat.isBlocked = isBlocked;
  const status = (blocked: boolean) => ({ status: blocked ? 'kicked' : 'member', user: botOf(state) });
  state.updates.add('my_chat_member', {
    chat: chatOf(chat.person),
    from: personOf(chat.person),
    date: Math.floor(Date.now() / 1_000),
    old_chat_member: status(!isBlocked),
    new_chat_member: status(isBlocked),
  });
}

/** A chat for programs. */
export function chatFacts({ person, isBlocked, messages }: Chat): object {
  return {
    tg_id: person.id,
    first_name: person.first_name,
    username: person.username ?? null,
    language_code: person.language_code,
    is_blocked: isBlocked,
    messages: messages.map((said) => saidFacts(person.id, said)),
  };
}

export function saidFacts(chatId: number, said: Said): object {
  return {
    id: said.id,
    from: said.by,
    text: textOf(said.pieces),
    entities: entitiesOf(said.pieces),
    photo: said.picture ? `/chats/${chatId}/photos/${said.id}` : null,
    date: new Date(said.date * 1_000).toISOString(),
  };
}
