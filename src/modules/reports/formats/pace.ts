import { setImmediate } from 'node:timers/promises';

/** How long others wait for their turn at most, but for what cannot be divided. */
const TURN_MS = 8;

/** Telling costs a statement. */
const TOLD_STEP = 5;

/** Divides long work into turns, and tells how much of it is done. */
export class Pace {
  private done = 0;
  private told = 0;
  private since = performance.now();

  /** @param whole how many pieces of work there are */
  constructor(
    private readonly whole: number,
    private readonly advance: (percent: number) => Promise<void>,
  ) {}

  /** To be awaited after each piece: lets others go on when the turn is over. */
  async did(pieces: number): Promise<void> {
    this.done += pieces;
    if (performance.now() - this.since < TURN_MS) return;
    const percent = Math.min(99, Math.floor((this.done / Math.max(1, this.whole)) * 100));
    if (percent >= this.told + TOLD_STEP) {
      this.told = percent;
      await this.advance(percent);
    }
    await setImmediate();
    this.since = performance.now();
  }
}
