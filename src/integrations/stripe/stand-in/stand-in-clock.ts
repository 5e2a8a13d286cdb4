/** The stand-in's time of day, which tests can put forward. */
export class StandInClock {
  private ahead = 0;

  /** Seconds since 1970, as Stripe counts. */
  now(): number {
    return Math.floor(Date.now() / 1_000) + this.ahead;
  }

  forward(seconds: number): void {
    this.ahead += seconds;
  }
}
