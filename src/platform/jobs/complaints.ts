import { Logger } from '@nestjs/common';
import { errorText } from './error-text.js';

const SILENCE_MS = 60_000;

/** Logs what keeps going wrong while something is away, each thing once a minute at most. */
export class Complaints {
  private readonly logger: Logger;
  private readonly said = new Map<string, number>();

  constructor(context: string) {
    this.logger = new Logger(context);
  }

  /** @param what what could not be done, in a few words that are the same each time */
  about(what: string, error: unknown): void {
    const text = `${what}: ${errorText(error)}`;
    const now = performance.now();
    if (now - (this.said.get(text) ?? -Infinity) < SILENCE_MS) return;
    if (this.said.size > 100) this.said.clear();
    this.said.set(text, now);
    this.logger.warn(text);
  }
}
