import { Injectable } from '@nestjs/common';
import type { BotMessage, Html, TelegramPerson } from '../../../../integrations/telegram/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { DomainError } from '../../../../platform/errors/index.js';
import { type TelegramChat, TelegramChats } from '../delivery/telegram-chats.js';
import { type OutgoingMessage, TelegramSender } from '../delivery/telegram-sender.js';
import { CodeTries } from '../links/code-tries.js';
import { LinkingService } from '../links/linking.service.js';
import { InvalidTelegramCodeError, TelegramAlreadyLinkedError } from '../telegram.errors.js';
import type { Texts } from '../texts/bot-texts.js';
import { languageOf, TEXTS } from '../texts/texts.js';
import { BotCommands } from './bot-commands.service.js';
import { commandIn } from './command.policy.js';

/** Talking with people: what they say, and what comes of it, is one transaction. */
@Injectable()
export class Conversation {
  constructor(
    private readonly transaction: Transaction,
    private readonly chats: TelegramChats,
    private readonly sender: TelegramSender,
    private readonly tries: CodeTries,
    private readonly linking: LinkingService,
    private readonly commands: BotCommands,
  ) {}

  /** @param heard marks the message as heard, inside the transaction */
  async hear({ from, text }: BotMessage, heard: () => Promise<void>): Promise<void> {
    const command = commandIn(text);
    const chat = await this.chats.with(from.id);
    if (chat || command.name !== 'start' || command.code === undefined) {
      await this.transaction.run(async () => {
        await heard();
        await this.sender.send(from.id, await this.replies(from, chat, text));
      });
    } else {
      await this.link(command.code, from, heard);
    }
  }

  private replies(
    from: TelegramPerson,
    chat: TelegramChat | undefined,
    text: string,
  ): Promise<OutgoingMessage[]> {
    if (chat) return this.commands.answer(chat, commandIn(text));
    return Promise.resolve([{ text: TEXTS[languageOf(from.languageCode)].howToLink() }]);
  }

  private async link(code: string, from: TelegramPerson, heard: () => Promise<void>): Promise<void> {
    const texts = TEXTS[languageOf(from.languageCode)];
    try {
      await this.tries.attempt(from.id, undefined, () =>
        this.transaction.run(async () => {
          await heard();
          await this.linking.link(code, from);
          const chat = await this.chats.with(from.id);
          const { linked, help } = TEXTS[chat?.language ?? languageOf(from.languageCode)];
          await this.sender.send(from.id, [{ text: linked() }, { text: help() }]);
        }),
      );
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      await this.transaction.run(async () => {
        await heard();
        await this.sender.send(from.id, [{ text: refusal(error, texts) }]);
      });
    }
  }
}

function refusal(error: DomainError, texts: Texts): Html {
  if (error instanceof InvalidTelegramCodeError) return texts.invalidCode();
  if (error instanceof TelegramAlreadyLinkedError) return texts.takenChat();
  return texts.tooManyTries();
}
