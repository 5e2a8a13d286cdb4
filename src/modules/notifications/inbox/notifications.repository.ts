import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/index.js';
import { type PageWindow, SqlParameters } from '../../../platform/lists/index.js';

/** A notification as it is kept. */
export interface NotificationRow {
  readonly id: number;
  readonly kind: string;
  readonly facts: object;
  readonly link: string;
  readonly readAt: Date | null;
  readonly happenedAt: Date;
  /** Who did it last; null where nobody is named. */
  readonly lastActor: number | null;
  readonly actorCount: number;
  /** Rises with everything that somebody is told. */
  readonly eventId: string;
  readonly keys: string[];
}

/** What happened, to be told. */
export interface Happening {
  readonly kind: string;
  readonly userId: number;
  readonly actorId: number | null;
  readonly subject: string;
  readonly part: string | undefined;
  readonly link: string;
  readonly facts: object;
  readonly at: Date;
  /** Whether it is listed; otherwise it only waits to be mailed. */
  readonly shown: boolean;
  /** Whether it is to be mailed, unless it was read by then. */
  readonly mailed: boolean;
}

/** On which PostgreSQL says, at commit, to whom something happened. */
export const CHANNEL = 'notifications';

const TABLES_OF_READERS = [
  'notifications',
  'notification_preferences',
  'notification_digests',
  'unsubscribe_tokens',
];

const COLUMNS = `n.id, n.kind, n.facts, n.link, n.read_at AS "readAt", n.happened_at AS "happenedAt", n.event_id AS "eventId",
  a.last AS "lastActor", coalesce(a.count, 0)::int AS "actorCount"`;
const NOTIFICATIONS = `notifications n LEFT JOIN LATERAL (
    SELECT count(*) AS count, (array_agg(actor_id ORDER BY happened_at DESC, actor_id DESC))[1] AS last
    FROM notification_actors WHERE notification_id = n.id) a ON true`;

/** What people were told. */
@Injectable()
export class NotificationsRepository {
  constructor(private readonly database: Database) {}

  /** Adds to the unread notification about the same thing, or begins one. Reader and actor are locked and live. */
  async add(happening: Happening): Promise<void> {
    this.database.requireTransaction();
    const { kind, userId, actorId, subject, part, link, facts, at, shown, mailed } = happening;
    const [row] = await this.database.rows<{ id: number; event_id: string }>(
      `INSERT INTO notifications AS n
         (user_id, kind, subject, link, facts, created_at, happened_at, event_id, shown, mail_since)
       VALUES ($1, $2, $3, $4, $5, $6, $6, nextval('notification_events'), $7, $8)
       ON CONFLICT (user_id, kind, subject, shown) WHERE read_at IS NULL
       DO UPDATE SET link = excluded.link, facts = excluded.facts, happened_at = excluded.happened_at,
         event_id = excluded.event_id, mail_since = coalesce(n.mail_since, excluded.mail_since)
       RETURNING id, event_id`,
      [userId, kind, subject, link, JSON.stringify(facts), at, shown, mailed ? at : null],
    );
    if (shown) await this.database.execute(`SELECT pg_notify('${CHANNEL}', $1)`, [String(userId)]);
    if (row && part !== undefined) {
      await this.database.execute(
        `INSERT INTO notification_parts (notification_id, part, actor_id, facts, event_id, happened_at)
         VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (notification_id, part) DO UPDATE SET actor_id = excluded.actor_id, facts = excluded.facts,
           event_id = excluded.event_id, happened_at = excluded.happened_at`,
        [row.id, part, actorId, JSON.stringify(facts), row.event_id, at],
      );
    }
    if (!row || actorId === null) return;
    await this.database.execute(
      `INSERT INTO notification_actors (notification_id, actor_id, happened_at) VALUES ($1, $2, $3)
       ON CONFLICT (notification_id, actor_id) DO UPDATE SET happened_at = excluded.happened_at`,
      [row.id, actorId, at],
    );
  }

  async page(
    userId: number,
    unreadOnly: boolean,
    windowOf: (parameters: SqlParameters) => PageWindow,
  ): Promise<NotificationRow[]> {
    const parameters = new SqlParameters();
    const conditions = [
      `n.user_id = ${parameters.add(userId)}`,
      'n.shown',
      ...(unreadOnly ? ['n.read_at IS NULL'] : []),
    ];
    const window = windowOf(parameters);
    if (window.condition !== undefined) conditions.push(window.condition);
    const rows = await this.database.rows<NotificationRow>(
      `SELECT ${COLUMNS}, ARRAY[${window.keyColumns}] AS keys FROM ${NOTIFICATIONS} WHERE ${conditions.join(' AND ')}
       ORDER BY ${window.orderBy} LIMIT ${window.limit} OFFSET ${window.offset}`,
      parameters.values,
    );
    return window.reversed ? rows.reverse() : rows;
  }

  /** What somebody was told after an event, in order; the oldest 100. */
  async after(userId: number, eventId: string): Promise<NotificationRow[]> {
    return this.database.rows<NotificationRow>(
      `SELECT ${COLUMNS}, '{}'::text[] AS keys FROM ${NOTIFICATIONS}
       WHERE n.user_id = $1 AND n.event_id > $2::bigint AND n.shown ORDER BY n.event_id LIMIT 100`,
      [userId, eventId],
    );
  }

  /** What waits to be mailed to somebody, the newest first. */
  async unmailed(userId: number, limit: number): Promise<NotificationRow[]> {
    return this.database.rows<NotificationRow>(
      `SELECT ${COLUMNS}, '{}'::text[] AS keys FROM ${NOTIFICATIONS}
       WHERE n.user_id = $1 AND n.mail_since IS NOT NULL ORDER BY n.happened_at DESC, n.id DESC LIMIT $2`,
      [userId, limit],
    );
  }

  /** The newest event of somebody; 0 where there is none. */
  async lastEvent(userId: number): Promise<string> {
    const [row] = await this.database.rows<{ last: string }>(
      'SELECT coalesce(max(event_id), 0)::text AS last FROM notifications WHERE user_id = $1',
      [userId],
    );
    return row?.last ?? '0';
  }

  /** How many there are in all, and how many are unread. */
  async count(userId: number): Promise<{ all: number; unread: number }> {
    const [row] = await this.database.rows<{ all: number; unread: number }>(
      `SELECT count(*)::int AS all, count(*) FILTER (WHERE read_at IS NULL)::int AS unread
       FROM notifications WHERE user_id = $1 AND shown`,
      [userId],
    );
    return row ?? { all: 0, unread: 0 };
  }

  /** Marks somebody's notifications as read, these or all; those of others are left alone. What was read is not mailed. */
  async markRead(userId: number, ids: readonly number[] | undefined, at: Date): Promise<void> {
    await this.database.execute(
      `UPDATE notifications SET read_at = $2, mail_since = NULL
       WHERE user_id = $1 AND read_at IS NULL AND shown AND ($3::int[] IS NULL OR id = ANY ($3))`,
      [userId, at, ids ?? null],
    );
  }

  /** Removes a batch of those that happened before a moment. @returns how many went */
  removeBefore(before: Date, limit: number): Promise<number> {
    return this.database.execute(
      `DELETE FROM notifications WHERE id IN (SELECT id FROM notifications WHERE happened_at < $1 LIMIT $2)`,
      [before, limit],
    );
  }

  /** Removes what somebody was told, and their name from what others were told. */
  async erase(userId: number): Promise<void> {
    this.database.requireTransaction();
    await this.database.execute('UPDATE notification_parts SET actor_id = NULL WHERE actor_id = $1', [
      userId,
    ]);
    await this.database.execute('DELETE FROM notification_actors WHERE actor_id = $1', [userId]);
    for (const table of TABLES_OF_READERS) {
      await this.database.execute(`DELETE FROM ${table} WHERE user_id = $1`, [userId]);
    }
  }
}
