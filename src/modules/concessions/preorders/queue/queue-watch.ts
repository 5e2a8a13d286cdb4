import type { PreorderResponse } from '../preorder.dto.js';

/** A client that does not take what it is sent is let go at so many bytes. */
const MAX_BACKLOG = 1_000_000;
const BEAT = ':\n\n';

/** Where a stream goes. */
export interface Sink {
  readonly writableLength: number;
  write(text: string): unknown;
  end(): unknown;
  destroy(): unknown;
}

/** The queue of one cinema and all who watch it: it is sent as a whole whenever it is another. */
export class QueueWatch {
  /** Whose session each stream belongs to. */
  private readonly sinks = new Map<Sink, number>();
  private shown: string | undefined;
  private event = 0;

  constructor(readonly cinemaId: number) {}

  get isEmpty(): boolean {
    return this.sinks.size === 0;
  }

  get sessionIds(): number[] {
    return [...this.sinks.values()];
  }

  add(sink: Sink, sessionId: number): void {
    this.sinks.set(sink, sessionId);
    if (this.shown !== undefined) sink.write(this.frame(this.shown));
  }

  remove(sink: Sink): void {
    this.sinks.delete(sink);
  }

  show(preorders: readonly PreorderResponse[]): void {
    const text = JSON.stringify({ cinema_id: this.cinemaId, preorders });
    if (text === this.shown) return;
    this.shown = text;
    this.event += 1;
    this.send(this.frame(text));
  }

  /** Streams of sessions that have ended end with them, the others show that they live. */
  beat(living: ReadonlySet<number>): void {
    for (const [sink, sessionId] of [...this.sinks]) {
      if (living.has(sessionId)) continue;
      this.sinks.delete(sink);
      sink.end();
    }
    this.send(BEAT);
  }

  end(): void {
    for (const sink of this.sinks.keys()) sink.end();
    this.sinks.clear();
  }

  private frame(text: string): string {
    return `id: ${this.event}\nevent: queue\ndata: ${text}\n\n`;
  }

  private send(text: string): void {
    for (const sink of [...this.sinks.keys()]) {
      if (sink.writableLength <= MAX_BACKLOG) {
        sink.write(text);
        continue;
      }
      this.sinks.delete(sink);
      sink.destroy();
    }
  }
}
