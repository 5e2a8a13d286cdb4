import { noticeKinds } from '../../../platform/notices/index.js';
import type { NotificationResponse } from './notification.dto.js';
import type { NotificationRow } from './notifications.repository.js';
import { whoOf } from './who.js';

/** @param name of whoever did it last, if that is known */
export function toNotificationResponse(row: NotificationRow, name: string | undefined): NotificationResponse {
  const words = noticeKinds().get(row.kind);
  return {
    id: row.id,
    kind: row.kind,
    title: words?.title(whoOf(name, row.actorCount), row.facts) ?? row.kind,
    body: words?.body(row.facts) ?? '',
    link: row.link,
    read_at: row.readAt?.toISOString() ?? null,
    created_at: row.happenedAt.toISOString(),
  };
}
