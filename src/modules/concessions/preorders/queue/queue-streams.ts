import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { ChannelListener, Complaints } from '../../../../platform/jobs/index.js';
import { SessionsService } from '../../../accounts/index.js';
import { toPreorderResponse } from '../preorder.mapper.js';
import { PreordersRepository } from '../preorders.repository.js';
import { QUEUE_CHANGES_CHANNEL } from './queue-changes.js';
import { QueueStreamsFullError } from './queue.errors.js';
import { QueueWatch, type Sink } from './queue-watch.js';

const BEAT_MS = 25_000;
/** Between two looks; what happens meanwhile is told together. */
const LOOK_MS = 150;
/** How often one looks although nothing was heard: notifications may be lost. */
const UNASKED_LOOK_MS = 5_000;
/** A queue that is longer is shown as far as this. */
const MAX_QUEUE = 500;

/** The open streams of queues of this process: one look at the database serves all who watch a cinema. */
@Injectable()
export class QueueStreams implements OnModuleDestroy {
  private readonly complaints = new Complaints(QueueStreams.name);
  private readonly watches = new Map<number, QueueWatch>();
  private readonly due = new Set<number>();
  private readonly timers: NodeJS.Timeout[] = [];
  private listener: ChannelListener | undefined;
  private nextLook: NodeJS.Timeout | undefined;
  private open = 0;
  private stopped = false;

  constructor(
    private readonly preorders: PreordersRepository,
    private readonly sessions: SessionsService,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** @throws QueueStreamsFullError, NotFoundError */
  async requireRoom(cinemaId: number): Promise<void> {
    if (this.open >= this.settings.concessions.maxQueueStreams) throw new QueueStreamsFullError();
    if (!(await this.preorders.hasCinema(cinemaId))) throw new NotFoundError('cinema', cinemaId);
  }

  /** Sends the queue of a cinema, as it changes. @returns ends the stream */
  add(cinemaId: number, sessionId: number, sink: Sink): () => void {
    const watch = this.watches.get(cinemaId) ?? new QueueWatch(cinemaId);
    this.watches.set(cinemaId, watch);
    this.open += 1;
    watch.add(sink, sessionId);
    if (this.stopped) sink.end();
    else this.listen();
    this.wake([cinemaId]);
    return () => {
      this.open -= 1;
      watch.remove(sink);
      if (watch.isEmpty) this.watches.delete(cinemaId);
    };
  }

  /** Called again and again. */
  async beat(): Promise<void> {
    const watches = [...this.watches.values()];
    const ids = watches.flatMap(({ sessionIds }) => sessionIds);
    // While the database does not answer, nobody is taken for gone.
    const living = await this.sessions.livingAmong(ids).catch(() => new Set(ids));
    for (const watch of watches) watch.beat(living);
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.nextLook);
    for (const watch of this.watches.values()) watch.end();
    await this.listener?.stop();
  }

  /** Begins with the first stream: processes without any need no connection for it. */
  private listen(): void {
    if (this.listener) return;
    const { url = '', directUrl } = this.settings.database;
    this.listener = new ChannelListener(
      directUrl ?? url,
      QUEUE_CHANGES_CHANNEL,
      (ids) => this.wake(ids === undefined ? [...this.watches.keys()] : ids.split(',').map(Number)),
      this.complaints,
    );
    this.listener.start();
    this.timers.push(
      setInterval(() => void this.beat(), BEAT_MS).unref(),
      setInterval(() => this.wake([...this.watches.keys()]), UNASKED_LOOK_MS).unref(),
    );
  }

  private wake(cinemaIds: readonly number[]): void {
    for (const id of cinemaIds) if (this.watches.has(id)) this.due.add(id);
    if (this.due.size === 0 || this.nextLook || this.stopped) return;
    this.nextLook = setTimeout(() => void this.look(), LOOK_MS);
  }

  private async look(): Promise<void> {
    const ids = [...this.due];
    this.due.clear();
    try {
      for (const id of ids) {
        const queue = await this.preorders.queueOf(id, MAX_QUEUE);
        this.watches.get(id)?.show(queue.map(toPreorderResponse));
      }
    } catch (error) {
      this.complaints.about('Queues could not be looked at', error);
    }
    this.nextLook = undefined;
    this.wake([]);
  }
}
