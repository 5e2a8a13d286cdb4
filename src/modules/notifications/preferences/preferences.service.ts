import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { noticeKinds } from '../../../platform/notices/index.js';
import { TelegramApi } from '../../../integrations/telegram/index.js';
import { TelegramMessagesRepository } from '../channels/telegram/telegram-messages.repository.js';
import { DigestsRepository } from '../digest/digests.repository.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import type { PreferenceDto, PreferencesResponse } from './preferences.dto.js';
import { lockedWays, WAYS, type Way, wishOf } from './preferences.policy.js';
import { PreferencesRepository } from './preferences.repository.js';

/** What people want to hear of. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly preferences: PreferencesRepository,
    private readonly digests: DigestsRepository,
    private readonly messages: TelegramMessagesRepository,
    private readonly telegram: TelegramApi,
  ) {}

  async get(userId: number): Promise<PreferencesResponse> {
    const said = await this.preferences.said(userId);
    const isLinked = (await this.messages.reader(userId)) !== undefined;
    const channels = this.channels();
    const items = [...noticeKinds().values()]
      .map(({ name, label }) => {
        return { kind: name, label, ...wishOf(name, said), channels, locked: lockedWays(name) };
      })
      .toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    return { items, telegram_linked: isLinked };
  }

  /**
   * What waits to be mailed, or sent by Telegram, of a kind that is not wanted there any more is not.
   * @throws InvalidFieldsError for a kind that there is not, that is named twice, of which nothing is said, or that cannot be
   *   turned off
   * @throws UnauthenticatedError when the account was deleted a moment ago
   */
  async change(userId: number, wishes: readonly PreferenceDto[]): Promise<PreferencesResponse> {
    const known = [...noticeKinds().keys()].toSorted();
    const errors = wishes.flatMap((wish, index) => mistakesIn(wish, index, wishes, known));
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    const without = (way: Way): string[] =>
      wishes.filter((wish) => wish[way] === false).map(({ kind }) => kind);
    return this.transaction.run(async () => {
      if (!(await this.readers.lock([userId])).has(userId)) throw new UnauthenticatedError();
      await this.preferences.save(userId, wishes);
      await this.digests.drop(userId, without('mail'));
      await this.messages.drop(userId, without('telegram'));
      return this.get(userId);
    });
  }

  /** The ways that there are in this installation. */
  private channels(): Way[] {
    return WAYS.filter((way) => way !== 'telegram' || this.telegram.isConfigured);
  }
}

function mistakesIn(
  wish: PreferenceDto,
  index: number,
  wishes: readonly PreferenceDto[],
  known: readonly string[],
): FieldError[] {
  const { kind } = wish;
  const field = `items[${index}].kind`;
  if (!known.includes(kind)) return [{ field, message: `must be one of ${known.join(', ')}` }];
  if (wishes.findIndex((other) => other.kind === kind) < index) return [{ field, message: 'is named twice' }];
  if (WAYS.every((way) => wish[way] === undefined)) {
    return [{ field: `items[${index}]`, message: 'must say something of in_app, mail or telegram' }];
  }
  return lockedWays(kind)
    .filter((way) => wish[way] === false)
    .map((way) => ({ field: `items[${index}].${way}`, message: whyLocked(kind, way) }));
}

function whyLocked(kind: string, way: Way): string {
  return `must stay on: what ${kind} tells by ${way} is about your orders and your rights, and has to be sent`;
}
