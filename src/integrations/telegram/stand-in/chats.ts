import { entitiesOf, type Piece, textOf } from './parse-html.js';

const MOST_CHATS = 200;
const MOST_MESSAGES = 200;

/** Somebody who talks with the bot. */
export interface Person {
  readonly id: number;
  readonly first_name: string;
  readonly username?: string | undefined;
  readonly language_code: string;
}

/** A picture that was sent. */
export interface Picture {
  readonly bytes: Buffer;
  readonly type: string;
}

/** Something that was said in a chat. */
export interface Said {
  readonly id: number;
  readonly by: 'bot' | 'person';
  readonly pieces: readonly Piece[];
  readonly picture: Picture | undefined;
  /** Unix seconds. */
  readonly date: number;
}

/** What somebody and the bot have said. */
export interface Chat {
  person: Person;
  isBlocked: boolean;
  readonly messages: Said[];
}

/** All chats, in memory: the last ones, with the last of what was said in them. */
export class Chats {
  private readonly chats = new Map<number, Chat>();
  private lastMessage = 0;

  /** Those in which something was said last come first. */
  list(): Chat[] {
    return [...this.chats.values()].reverse();
  }

  find(id: number): Chat | undefined {
    return this.chats.get(id);
  }

  /** The chat with somebody; a new one where there is none. What is told of the person replaces what was known. */
  with(id: number, told: Partial<Omit<Person, 'id'>> = {}): Chat {
    const known = this.chats.get(id);
    const person = {
      id,
      first_name: `Person ${id}`,
      language_code: 'en',
      ...known?.person,
      ...defined(told),
    };
    const chat: Chat = known ?? { person, isBlocked: false, messages: [] };
    chat.person = person;
    this.chats.delete(id);
    this.chats.set(id, chat);
    for (const oldest of this.chats.keys()) {
      if (this.chats.size <= MOST_CHATS) break;
      this.chats.delete(oldest);
    }
    return chat;
  }

  say(chat: Chat, by: Said['by'], pieces: readonly Piece[], picture?: Picture): Said {
    const said = {
      id: (this.lastMessage += 1),
      by,
      pieces,
      picture,
      date: Math.floor(Date.now() / 1_000),
    };
    chat.messages.push(said);
    if (chat.messages.length > MOST_MESSAGES) chat.messages.shift();
    return said;
  }
}

/** A message as Telegram writes it. */
export function messageOf({ person }: Chat, said: Said, bot: object): object {
  const text = textOf(said.pieces);
  const entities = entitiesOf(said.pieces);
  const names = said.picture ? (['caption', 'caption_entities'] as const) : (['text', 'entities'] as const);
  return {
    message_id: said.id,
    date: said.date,
    chat: chatOf(person),
    from: said.by === 'bot' ? bot : personOf(person),
    ...(said.picture ? { photo: [photoOf(said.id, said.picture)] } : {}),
    ...(text === '' ? {} : { [names[0]]: text }),
    ...(entities.length === 0 ? {} : { [names[1]]: entities }),
  };
}

export function personOf(person: Person): object {
  return { ...defined(person), is_bot: false };
}

export function chatOf({ id, first_name, username }: Person): object {
  return { id, type: 'private', first_name, ...(username === undefined ? {} : { username }) };
}

function photoOf(id: number, { bytes }: Picture): object {
  return {
    file_id: `photo-${id}`,
    file_unique_id: `photo-${id}`,
    file_size: bytes.length,
    width: 0,
    height: 0,
  };
}

function defined<T extends object>(members: T): T {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as T;
}
