import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../../platform/auth/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { noticeKinds } from '../../../platform/notices/index.js';
import { DigestsRepository } from '../digest/digests.repository.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import type { PreferenceDto, PreferencesResponse } from './preferences.dto.js';
import { wishOf } from './preferences.policy.js';
import { PreferencesRepository } from './preferences.repository.js';

/** What people want to hear of. */
@Injectable()
export class PreferencesService {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly preferences: PreferencesRepository,
    private readonly digests: DigestsRepository,
  ) {}

  async get(userId: number): Promise<PreferencesResponse> {
    const said = await this.preferences.said(userId);
    const items = [...noticeKinds().values()]
      .map(({ name, label }) => ({ kind: name, label, ...wishOf(name, said) }))
      .toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    return { items };
  }

  /**
   * What waits to be mailed of a kind that is not wanted by mail any more is not mailed.
   * @throws InvalidFieldsError for a kind that there is not, that is named twice, or of which nothing is said
   * @throws UnauthenticatedError when the account was deleted a moment ago
   */
  async change(userId: number, wishes: readonly PreferenceDto[]): Promise<PreferencesResponse> {
    const known = [...noticeKinds().keys()].toSorted();
    const errors = wishes.flatMap((wish, index) => mistakesIn(wish, index, wishes, known));
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    const unmailed = wishes.filter(({ mail }) => mail === false).map(({ kind }) => kind);
    return this.transaction.run(async () => {
      if (!(await this.readers.lock([userId])).has(userId)) throw new UnauthenticatedError();
      await this.preferences.save(userId, wishes);
      if (unmailed.length > 0) await this.digests.drop(userId, unmailed);
      return this.get(userId);
    });
  }
}

function mistakesIn(
  { kind, in_app, mail, telegram }: PreferenceDto,
  index: number,
  wishes: readonly PreferenceDto[],
  known: readonly string[],
): FieldError[] {
  const field = `items[${index}].kind`;
  if (!known.includes(kind)) return [{ field, message: `must be one of ${known.join(', ')}` }];
  if (wishes.findIndex((wish) => wish.kind === kind) < index) return [{ field, message: 'is named twice' }];
  return (in_app ?? mail ?? telegram) === undefined
    ? [{ field: `items[${index}]`, message: 'must say something of in_app, mail or telegram' }]
    : [];
}
