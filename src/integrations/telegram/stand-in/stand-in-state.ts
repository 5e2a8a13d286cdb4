import { Chats } from './chats.js';
import { Faults } from './faults.js';
import { Updates } from './updates.js';

/** A call of the Bot API, as it came. */
export interface LoggedCall {
  readonly method: string;
  readonly chat_id: unknown;
  readonly text: unknown;
  /** Unix milliseconds. */
  readonly at: number;
  readonly status: number;
}

/** The parts of a stand-in, without the network. */
export interface StandInState {
  readonly botName: string;
  readonly chats: Chats;
  readonly updates: Updates;
  readonly faults: Faults;
  readonly calls: LoggedCall[];
  readonly commands: Map<string, readonly { readonly command: string; readonly description: string }[]>;
}

export function newState(botName: string): StandInState {
  return {
    botName,
    chats: new Chats(),
    updates: new Updates(),
    faults: new Faults(),
    calls: [],
    commands: new Map(),
  };
}

/** The bot as Telegram describes it. */
export function botOf({ botName }: StandInState): object {
  return { id: 1, is_bot: true, first_name: 'Online Cinema', username: botName };
}
