import { Injectable } from '@nestjs/common';
import { CodeTries } from './code-tries.js';
import type { ConfirmLinkDto } from './link.dto.js';
import { LinkingService } from './linking.service.js';
import type { TelegramLink } from './telegram-link.js';

/** Links on the word of a bot that is a program of its own. */
@Injectable()
export class ConfirmService {
  constructor(
    private readonly tries: CodeTries,
    private readonly linking: LinkingService,
  ) {}

  /** @throws InvalidTelegramCodeError, TelegramAlreadyLinkedError, TooManyRequestsError */
  confirm({ code, tg_id: id, username = null }: ConfirmLinkDto, address: string): Promise<TelegramLink> {
    const person = { id, username, languageCode: null };
    return this.tries.attempt(id, address, () => this.linking.link(code, person));
  }
}
