import { noticeKinds } from '../../../platform/notices/index.js';
import type { NotificationResponse } from './notification.dto.js';
import type { NotificationRow } from './notifications.repository.js';

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

/** "Ada L.", "Ada L. and 1 other", "Ada L. and 4 others". */
export function whoOf(name: string | undefined, count: number): string {
  if (name === undefined) return 'Somebody';
  const others = count - 1;
  if (others < 1) return name;
  return `${name} and ${others} ${others === 1 ? 'other' : 'others'}`;
}
