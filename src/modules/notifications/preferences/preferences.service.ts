import { Injectable } from '@nestjs/common';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import { noticeKinds } from '../../../platform/notices/index.js';
import type { PreferenceDto, PreferencesResponse } from './preferences.dto.js';
import { PreferencesRepository } from './preferences.repository.js';

/** What people want to hear of. */
@Injectable()
export class PreferencesService {
  constructor(private readonly preferences: PreferencesRepository) {}

  async get(userId: number): Promise<PreferencesResponse> {
    const said = await this.preferences.of(userId);
    const items = [...noticeKinds().values()]
      .map(({ name, label }) => ({ kind: name, label, in_app: said.get(name) ?? true }))
      .toSorted((one, other) => (one.kind < other.kind ? -1 : 1));
    return { items };
  }

  /** @throws InvalidFieldsError for a kind that there is not, or that is named twice */
  async change(userId: number, wishes: readonly PreferenceDto[]): Promise<PreferencesResponse> {
    const known = [...noticeKinds().keys()].toSorted();
    const errors = wishes.flatMap(({ kind }, index) => {
      const field = `items[${index}].kind`;
      if (!known.includes(kind)) return [{ field, message: `must be one of ${known.join(', ')}` }];
      const repeated = wishes.findIndex((wish) => wish.kind === kind) < index;
      return repeated ? [{ field, message: 'is named twice' }] : [];
    });
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    await this.preferences.save(userId, wishes);
    return this.get(userId);
  }
}
