import type { Principal } from '../../../platform/auth/index.js';
import type { NotificationsService } from '../inbox/notifications.service.js';

/** A client that does not take what it is sent is let go at so many bytes. */
const MAX_BACKLOG = 1_000_000;

/** Where a stream goes. */
export interface Sink {
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
}

/** Server-sent events to one client: each notification once, in order, beginning after a known event. */
export class NotificationStream {
  private sending = false;
  private again = false;
  private ended = false;

  constructor(
    readonly principal: Principal,
    private readonly notifications: NotificationsService,
    private readonly sink: Sink,
    private lastEvent: string,
  ) {}

  /** Sends what is new; calls that come meanwhile are answered by one more look. */
  async catchUp(): Promise<void> {
    this.again = true;
    if (this.sending) return;
    this.sending = true;
    try {
      while (this.again) {
        this.again = false;
        await this.sendNew();
      }
    } finally {
      this.sending = false;
    }
  }

  /** Keeps proxies and clients from taking silence for an end. */
  beat(): void {
    this.send(':\n\n');
  }

  /** Nothing is sent afterwards. */
  end(): void {
    this.ended = true;
    this.sink.end();
  }

  private async sendNew(): Promise<void> {
    const events = await this.notifications.eventsAfter(this.principal.userId, this.lastEvent);
    for (const { eventId, notification } of events) {
      this.send(`id: ${eventId}\nevent: notification\ndata: ${JSON.stringify(notification)}\n\n`);
      this.lastEvent = eventId;
    }
    if (events.length > 0) this.again = true;
  }

  private send(text: string): void {
    if (this.ended) return;
    if (this.sink.writableLength > MAX_BACKLOG) this.end();
    else this.sink.write(text);
  }
}
