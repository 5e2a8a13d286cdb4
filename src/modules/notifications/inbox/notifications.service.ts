import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { bookmarksOf, parseSort, type SortColumn, toPage, windowOf } from '../../../platform/lists/index.js';
import { ProfilesService } from '../../profiles/index.js';
import { TelegramMessagesRepository } from '../channels/telegram/telegram-messages.repository.js';
import type { NotificationListQuery, NotificationPage, NotificationResponse } from './notification.dto.js';
import { toNotificationResponse } from './notification.mapper.js';
import { type NotificationRow, NotificationsRepository } from './notifications.repository.js';
import { ReadersRepository } from './readers.repository.js';

const COLUMNS: Readonly<Record<string, SortColumn>> = {
  created_at: { sql: 'n.happened_at', type: 'timestamptz' },
};

/** What somebody was told. */
@Injectable()
export class NotificationsService {
  constructor(
    private readonly transaction: Transaction,
    private readonly readers: ReadersRepository,
    private readonly notifications: NotificationsRepository,
    private readonly telegram: TelegramMessagesRepository,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /** The newest first. */
  async list(userId: number, query: NotificationListQuery, url: string): Promise<NotificationPage> {
    const order = parseSort(query.sort ?? '-created_at', COLUMNS);
    const { all, unread } = await this.notifications.count(userId);
    const total = query.unread ? unread : all;
    const rows = await this.notifications.page(userId, query.unread ?? false, (parameters) =>
      windowOf(query, order, 'n.id', total, parameters),
    );
    const items = await this.responses(rows);
    const bookmarks = bookmarksOf(order, rows[0]?.keys, rows.at(-1)?.keys);
    return { ...toPage(items, query, total, url, bookmarks), unread_count: unread };
  }

  /** What somebody was told after an event, in order; of much, the beginning. */
  async eventsAfter(
    userId: number,
    eventId: string,
  ): Promise<{ eventId: string; notification: NotificationResponse }[]> {
    const rows = await this.notifications.after(userId, eventId);
    const notifications = await this.responses(rows);
    return rows.flatMap((row, index) => {
      const notification = notifications[index];
      return notification ? [{ eventId: row.eventId, notification }] : [];
    });
  }

  /** The newest event of somebody. */
  lastEvent(userId: number): Promise<string> {
    return this.notifications.lastEvent(userId);
  }

  /** What waits to be mailed to somebody, the newest first; of much, the beginning. */
  async unmailed(userId: number, limit: number): Promise<NotificationResponse[]> {
    return this.responses(await this.notifications.unmailed(userId, limit));
  }

  /** @returns how many are unread afterwards */
  async markRead(userId: number, ids: readonly number[] | undefined): Promise<number> {
    await this.transaction.run(async () => {
      await this.readers.lock([userId]);
      await this.telegram.dropRead(userId, ids);
      await this.notifications.markRead(userId, ids, this.clock.now());
    });
    return (await this.notifications.count(userId)).unread;
  }

  private async responses(rows: readonly NotificationRow[]): Promise<NotificationResponse[]> {
    if (rows.length === 0) return [];
    const names = await this.profiles.displayOf(rows.flatMap((row) => row.lastActor ?? []));
    return rows.map((row) =>
      toNotificationResponse(
        row,
        row.lastActor === null ? undefined : names.get(row.lastActor)?.display_name,
      ),
    );
  }
}
