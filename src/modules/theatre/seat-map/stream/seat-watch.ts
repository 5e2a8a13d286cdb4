import type { SeatState } from '../seat-state.js';

/** A client that does not take what it is sent is let go at so many bytes. */
const MAX_BACKLOG = 256_000;
const BEAT = Buffer.from(':\n\n');

/** Where a stream goes. */
export interface Sink {
  readonly writableLength: number;
  write(data: Buffer): unknown;
  end(): unknown;
  destroy(): unknown;
}

export type SeatStates = ReadonlyMap<number, SeatState>;

/** One screening and all who watch its seats: what changes is written down once and sent to all. */
export class SeatWatch {
  private readonly sinks = new Set<Sink>();
  private whole: Buffer | undefined;
  private event = 0;

  constructor(
    readonly screeningId: number,
    private states: SeatStates,
  ) {}

  get current(): SeatStates {
    return this.states;
  }

  get isEmpty(): boolean {
    return this.sinks.size === 0;
  }

  /** Begins with the whole state. */
  add(sink: Sink): void {
    this.sinks.add(sink);
    this.whole ??= this.write(this.states, true);
    sink.write(this.whole);
  }

  remove(sink: Sink): void {
    this.sinks.delete(sink);
  }

  /** Tells what is different now; everything, where the seats themselves are others. */
  show(states: SeatStates): void {
    const changed = new Map([...states].filter(([id, state]) => this.states.get(id) !== state));
    const isOther =
      states.size !== this.states.size || [...changed.keys()].some((id) => !this.states.has(id));
    this.states = states;
    if (changed.size === 0 && !isOther) return;
    this.event += 1;
    this.whole = undefined;
    this.send(isOther ? this.write(states, true) : this.write(changed, false));
  }

  /** Keeps proxies and clients from taking silence for an end. */
  beat(): void {
    this.send(BEAT);
  }

  end(): void {
    for (const sink of this.sinks) sink.end();
  }

  private send(data: Buffer): void {
    for (const sink of this.sinks) {
      if (sink.writableLength > MAX_BACKLOG) sink.destroy();
      else sink.write(data);
    }
  }

  private write(states: SeatStates, complete: boolean): Buffer {
    const seats = Array.from(states, ([id, state]) => ({ id, state }));
    const data = JSON.stringify({ screening_id: this.screeningId, complete, seats });
    return Buffer.from(`id: ${this.event}\nevent: seats\ndata: ${data}\n\n`);
  }
}
