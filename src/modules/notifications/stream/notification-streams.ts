import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { ChannelListener, Complaints } from '../../../platform/jobs/index.js';
import { SessionsService } from '../../accounts/index.js';
import { NotificationsService } from '../inbox/notifications.service.js';
import { CHANNEL } from '../inbox/notifications.repository.js';
import { NotificationStream, type Sink } from './notification-stream.js';
import { TooManyStreamsError } from './stream.errors.js';

const BEAT_MS = 25_000;
/** What one person may have open at the same time. */
const MAX_PER_USER = 10;

/**
 * The open streams of this process. PostgreSQL tells every process, at commit, to whom something happened; it does so
 * without Redis as well, and never of what was rolled back.
 */
@Injectable()
export class NotificationStreams implements OnModuleDestroy {
  private readonly complaints = new Complaints(NotificationStreams.name);
  private readonly open = new Map<number, Set<NotificationStream>>();
  private listener: ChannelListener | undefined;
  private beating: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly notifications: NotificationsService,
    private readonly sessions: SessionsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws TooManyStreamsError */
  requireRoom(userId: number): void {
    if ((this.open.get(userId)?.size ?? 0) >= MAX_PER_USER) throw new TooManyStreamsError(MAX_PER_USER);
  }

  /**
   * Sends what somebody is told, as it happens.
   * @param lastEvent what the client saw last; without it the stream begins now
   * @returns ends the stream
   */
  async add(principal: Principal, lastEvent: string | undefined, sink: Sink): Promise<() => void> {
    const from = lastEvent ?? (await this.notifications.lastEvent(principal.userId));
    const stream = new NotificationStream(principal, this.notifications, sink, from);
    const streams = this.open.get(principal.userId) ?? new Set();
    this.open.set(principal.userId, streams.add(stream));
    if (this.stopped) {
      stream.end();
    } else {
      this.listen();
      this.wake([stream]);
    }
    return () => {
      streams.delete(stream);
      if (streams.size === 0) this.open.delete(principal.userId);
    };
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearInterval(this.beating);
    for (const stream of this.all()) stream.end();
    await this.listener?.stop();
  }

  /** Begins with the first stream: processes without any need no connection for it. */
  private listen(): void {
    if (this.listener) return;
    const { url = '', directUrl } = this.settings.database;
    this.listener = new ChannelListener(
      directUrl ?? url,
      CHANNEL,
      (userId) => this.wake(userId === undefined ? this.all() : [...(this.open.get(Number(userId)) ?? [])]),
      this.complaints,
    );
    this.listener.start();
    this.beating = setInterval(() => void this.beat(), BEAT_MS).unref();
  }

  private wake(streams: readonly NotificationStream[]): void {
    for (const stream of streams) {
      stream.catchUp().catch((error: unknown) => this.complaints.about('A stream was not served', error));
    }
  }

  /** Called again and again: streams of sessions that have ended end with them, the others show that they live. */
  async beat(): Promise<void> {
    const streams = this.all();
    const ids = streams.map(({ principal }) => principal.sessionId);
    // While the database does not answer, nobody is taken for gone.
    const living = await this.sessions.livingAmong(ids).catch(() => new Set(ids));
    for (const stream of streams) {
      if (living.has(stream.principal.sessionId)) stream.beat();
      else stream.end();
    }
  }

  private all(): NotificationStream[] {
    return [...this.open.values()].flatMap((streams) => [...streams]);
  }
}
