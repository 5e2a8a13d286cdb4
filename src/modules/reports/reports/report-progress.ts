/** How often progress is written down at most, in milliseconds. */
const TELL_EVERY = 500;

/** Passes on how far a report is, now and then, in whole percent below a hundred. */
export class ReportProgress {
  private due = performance.now() + TELL_EVERY;

  constructor(private readonly write: (percent: number) => Promise<void>) {}

  /** A part of the whole way, from one percentage to another, which tells of itself from 0 to 100. */
  part(from: number, to: number): (percent: number) => Promise<void> {
    return async (percent) => {
      if (performance.now() < this.due) return;
      this.due = performance.now() + TELL_EVERY;
      const share = Math.min(100, Math.max(0, percent)) / 100;
      await this.write(Math.min(99, Math.floor(from + (to - from) * share)));
    };
  }
}
