import { Injectable } from '@nestjs/common';
import { UnauthenticatedError } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { TelegramMessagesRepository } from '../channels/telegram/telegram-messages.repository.js';
import { ReadersRepository } from '../inbox/readers.repository.js';
import { OwnSettingsRepository } from './own-settings.repository.js';
import type { ChangeNotificationSettingsDto, NotificationSettingsResponse } from './settings.dto.js';
import { changedSettings, toSettingsResponse } from './settings.mapper.js';

/** How people want to be told. */
@Injectable()
export class NotificationSettingsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly settings: OwnSettingsRepository,
    private readonly messages: TelegramMessagesRepository,
    private readonly clock: Clock,
  ) {}

  async get(userId: number): Promise<NotificationSettingsResponse> {
    return toSettingsResponse(await this.settings.find(userId));
  }

  /**
   * Changes what is named. What waits for the end of quiet hours is looked at anew.
   * @throws InvalidFieldsError for a cinema that there is not, or quiet hours that end as they begin
   * @throws UnauthenticatedError when the account was deleted a moment ago
   */
  change(userId: number, change: ChangeNotificationSettingsDto): Promise<NotificationSettingsResponse> {
    return this.transaction.run(async () => {
      const errors = await this.mistakesIn(change);
      if (errors.length > 0) throw new InvalidFieldsError(errors);
      if (!(await this.readers.lock([userId])).has(userId)) throw new UnauthenticatedError();
      const settings = changedSettings(await this.settings.find(userId), change);
      await this.settings.save(userId, settings);
      if (change.quiet_hours !== undefined) await this.messages.wake(userId, this.clock.now());
      return toSettingsResponse(settings);
    });
  }

  private async mistakesIn({ cinema_id, quiet_hours }: ChangeNotificationSettingsDto): Promise<FieldError[]> {
    const errors: FieldError[] = [];
    if (typeof cinema_id === 'number' && !(await this.settings.hasCinema(cinema_id)))
      errors.push({ field: 'cinema_id', message: 'there is no such cinema' });
    if (quiet_hours && quiet_hours.from === quiet_hours.until)
      errors.push({ field: 'quiet_hours.until', message: 'must not be the same as from' });
    return errors;
  }
}
