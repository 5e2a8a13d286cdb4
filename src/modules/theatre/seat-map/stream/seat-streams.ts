import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../../platform/config/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { ChannelListener, Complaints } from '../../../../platform/jobs/index.js';
import { SEAT_CHANGES_CHANNEL } from '../../allocations/seat-changes.js';
import { HallLayouts } from '../../halls/layout/hall-layouts.js';
import { OccupancyRepository } from '../occupancy.repository.js';
import { statesOf } from '../seat-state.js';
import { type SeatStates, SeatWatch, type Sink } from './seat-watch.js';
import { SeatStreamsFullError } from './stream.errors.js';

const BEAT_MS = 25_000;
/** Between two looks; what happens meanwhile is told together. */
const LOOK_MS = 150;
/** How often one looks although nothing was heard: holds run out in silence, and notifications may be lost. */
const UNASKED_LOOK_MS = 3_000;
/** Screenings in one statement. */
const BATCH = 200;

/** The open streams of seats of this process: one look at the database serves all who watch. */
@Injectable()
export class SeatStreams implements OnModuleDestroy {
  private readonly complaints = new Complaints(SeatStreams.name);
  private readonly watches = new Map<number, SeatWatch>();
  private readonly reading = new Map<number, Promise<Map<number, SeatStates>>>();
  private readonly due = new Set<number>();
  private readonly timers: NodeJS.Timeout[] = [];
  private listener: ChannelListener | undefined;
  private nextLook: NodeJS.Timeout | undefined;
  private lastLook = -Infinity;
  private open = 0;
  private stopped = false;

  constructor(
    private readonly occupancies: OccupancyRepository,
    private readonly layouts: HallLayouts,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Makes room for a stream of a screening's seats.
   * @returns begins it; what that returns ends it
   * @throws SeatStreamsFullError, NotFoundError
   */
  async enter(screeningId: number): Promise<(sink: Sink) => () => void> {
    if (this.open >= this.settings.maxSeatStreams) throw new SeatStreamsFullError();
    this.open += 1;
    try {
      const states = await this.statesOf(screeningId);
      return (sink) => this.join(screeningId, states, sink);
    } catch (error) {
      this.open -= 1;
      throw error;
    }
  }

  /** Called again and again. */
  beat(): void {
    for (const watch of this.watches.values()) watch.beat();
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const timer of this.timers) clearInterval(timer);
    clearTimeout(this.nextLook);
    for (const watch of this.watches.values()) watch.end();
    await this.listener?.stop();
  }

  private join(screeningId: number, states: SeatStates, sink: Sink): () => void {
    const watch = this.watches.get(screeningId) ?? new SeatWatch(screeningId, states);
    const isFirst = watch.isEmpty;
    this.watches.set(screeningId, watch);
    watch.add(sink);
    if (this.stopped) sink.end();
    else this.listen();
    if (isFirst) this.wake([screeningId]);
    return () => {
      this.open -= 1;
      watch.remove(sink);
      if (watch.isEmpty) this.watches.delete(screeningId);
    };
  }

  /** @throws NotFoundError */
  private async statesOf(screeningId: number): Promise<SeatStates> {
    const watch = this.watches.get(screeningId);
    if (watch) return watch.current;
    const reading = this.reading.get(screeningId) ?? this.read([screeningId]);
    this.reading.set(screeningId, reading);
    try {
      const states = (await reading).get(screeningId);
      if (!states) throw new NotFoundError('screening', screeningId);
      return states;
    } finally {
      this.reading.delete(screeningId);
    }
  }

  /** Begins with the first stream: processes without any need no connection for it. */
  private listen(): void {
    if (this.listener) return;
    const { url = '', directUrl } = this.settings.database;
    this.listener = new ChannelListener(
      directUrl ?? url,
      SEAT_CHANGES_CHANNEL,
      (ids) => this.wake(ids === undefined ? [...this.watches.keys()] : ids.split(',').map(Number)),
      this.complaints,
    );
    this.listener.start();
    this.timers.push(
      setInterval(() => this.beat(), BEAT_MS).unref(),
      setInterval(() => this.wake([...this.watches.keys()]), UNASKED_LOOK_MS).unref(),
    );
  }

  private wake(screeningIds: readonly number[]): void {
    for (const id of screeningIds) if (this.watches.has(id)) this.due.add(id);
    if (this.due.size === 0 || this.nextLook || this.stopped) return;
    const wait = Math.max(0, this.lastLook + LOOK_MS - performance.now());
    this.nextLook = setTimeout(() => void this.look(), wait);
  }

  /** What is missed while the database does not answer is seen by the next look that nobody asked for. */
  private async look(): Promise<void> {
    const ids = [...this.due];
    this.due.clear();
    this.lastLook = performance.now();
    try {
      for (let from = 0; from < ids.length; from += BATCH) {
        const found = await this.read(ids.slice(from, from + BATCH));
        for (const [id, states] of found) this.watches.get(id)?.show(states);
      }
    } catch (error) {
      this.complaints.about('Seats could not be looked at', error);
    }
    this.nextLook = undefined;
    this.wake([]);
  }

  private async read(screeningIds: readonly number[]): Promise<Map<number, SeatStates>> {
    const states = new Map<number, SeatStates>();
    for (const occupancy of await this.occupancies.of(screeningIds, this.clock.now())) {
      const layout = await this.layouts.of(occupancy.hall.id, occupancy.hall.layoutVersion);
      states.set(occupancy.screeningId, statesOf(occupancy, layout));
    }
    return states;
  }
}
