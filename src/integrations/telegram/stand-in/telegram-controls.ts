import type { Fault } from './faults.js';
import type { LoggedCall } from './stand-in-state.js';
import type { Delivery } from './webhook-sender.js';

/** Something that was said, as programs read it. */
export interface ChatMessage {
  readonly id: number;
  readonly from: 'bot' | 'person';
  readonly text: string;
  readonly entities: readonly { readonly type: string; readonly offset: number; readonly length: number }[];
  /** Where the picture is; null without one. */
  readonly photo: string | null;
}

/** Works a stand-in over HTTP, from whichever process: speaks as people, reads what they read, and orders troubles. */
export class TelegramControls {
  /** @param url of the stand-in */
  constructor(readonly url: string) {}

  /** Speaks as somebody. */
  async say(tgId: number, text: string, told: object = {}): Promise<{ readonly update_id: number }> {
    return this.ask('POST', `chats/${tgId}/messages`, { text, ...told });
  }

  /** What was said in a chat, the first thing first. */
  async messages(tgId: number): Promise<readonly ChatMessage[]> {
    return (await this.ask<{ messages: readonly ChatMessage[] }>('GET', `chats/${tgId}/messages`)).messages;
  }

  /** The picture of a message. */
  async picture({ photo }: ChatMessage): Promise<Buffer> {
    const answer = await fetch(`${this.url}${photo ?? ''}`);
    if (!answer.ok) throw new Error(`GET ${photo ?? ''}: ${answer.status}`);
    return Buffer.from(await answer.arrayBuffer());
  }

  async block(tgId: number): Promise<void> {
    await this.ask('POST', `chats/${tgId}/block`, {});
  }

  async unblock(tgId: number): Promise<void> {
    await this.ask('POST', `chats/${tgId}/unblock`, {});
  }

  /** The next answers go wrong. */
  async fail(kind: Fault['kind'], how: Partial<Omit<Fault, 'kind'>> = {}): Promise<void> {
    await this.ask('POST', '_test/faults', { kind, ...how });
  }

  async heal(): Promise<void> {
    await this.ask('DELETE', '_test/faults');
  }

  /** Tells the bot an update of any kind, or one again. */
  async tell(update: object): Promise<void> {
    await this.ask('POST', '_test/updates', update);
  }

  /** Where updates go, and what was answered there. */
  webhook(): Promise<{ readonly url: string | null; readonly deliveries: readonly Delivery[] }> {
    return this.ask('GET', '_test/webhook');
  }

  /** What the bot has called, the first call first. */
  calls(): Promise<readonly LoggedCall[]> {
    return this.ask('GET', '_test/calls');
  }

  /** @throws Error with what the stand-in says against it */
  private async ask<T>(method: string, path: string, body?: object): Promise<T> {
    const answer = await fetch(`${this.url}/${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    if (!answer.ok) throw new Error(`${method} /${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  }
}
