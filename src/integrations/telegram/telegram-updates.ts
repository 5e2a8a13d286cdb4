import { z } from 'zod';
import { type BotBlocked, type BotMessage, type BotUpdate, MAX_TG_ID } from './telegram.types.js';

const MAX_TEXT = 4_096;
const LONELY_HALF = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const person = z.object({
  id: z.int().min(1).max(MAX_TG_ID),
  is_bot: z.boolean().optional(),
  username: z.string().optional(),
  language_code: z.string().optional(),
});
const chat = z.object({ id: z.int(), type: z.string() });
const update = z.object({
  update_id: z.int().min(0),
  message: z
    .object({ chat, from: person.optional(), text: z.string().optional() })
    .optional()
    .catch(undefined),
  my_chat_member: z
    .object({ chat, new_chat_member: z.object({ status: z.string() }) })
    .optional()
    .catch(undefined),
});

type Update = z.output<typeof update>;

/**
 * What an update tells, as far as it concerns us. What comes is judged member by member: new kinds of updates come without
 * notice.
 * @returns undefined for what is no update at all
 */
export function readUpdate(body: unknown): BotUpdate | undefined {
  const { data } = update.safeParse(body);
  return data && { id: data.update_id, content: messageIn(data) ?? blockedIn(data) };
}

function messageIn({ message }: Update): BotMessage | undefined {
  if (message?.chat.type !== 'private' || !message.from || message.from.is_bot === true) return undefined;
  const { id, username, language_code: languageCode } = message.from;
  return {
    kind: 'message',
    from: {
      id,
      username: username === undefined ? null : storable(username, 64),
      languageCode: languageCode === undefined ? null : storable(languageCode, 35),
    },
    text: storable(message.text ?? '', MAX_TEXT),
  };
}

function blockedIn({ my_chat_member: change }: Update): BotBlocked | undefined {
  if (change?.chat.type !== 'private' || change.new_chat_member.status !== 'kicked') return undefined;
  return { kind: 'blocked', tgId: change.chat.id };
}

/** The database takes neither NUL nor half a character. */
function storable(text: string, most: number): string {
  return text.slice(0, most).replaceAll('\0', '').replace(LONELY_HALF, '\uFFFD');
}
