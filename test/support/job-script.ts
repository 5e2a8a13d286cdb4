import type { Provider } from '@nestjs/common';
import { type JobDelivery, JobHandler, type JobProcessor } from '../../src/platform/jobs/index.js';

declare module '../../src/platform/jobs/index.js' {
  interface JobPayloads {
    'test.scripted': { text: string };
  }
}

type Attempt = (payload: { text: string }, delivery: JobDelivery) => void | Promise<void>;

/** What the handler of `test.scripted` does, for a test to write, and which attempts it has seen. */
export class JobScript {
  /** The text of each job for which an attempt began, in that order. */
  readonly begun: string[] = [];
  /** The text of each job for which an attempt ended well. */
  readonly done: string[] = [];
  attempt: Attempt = () => undefined;

  async play(payload: { text: string }, delivery: JobDelivery): Promise<void> {
    this.begun.push(payload.text);
    await this.attempt(payload, delivery);
    this.done.push(payload.text);
  }

  /** The providers of a process whose handler follows this script. */
  providers(): Provider[] {
    return [{ provide: JobScript, useValue: this }, ScriptedHandler];
  }
}

@JobHandler('test.scripted')
class ScriptedHandler implements JobProcessor<'test.scripted'> {
  constructor(private readonly script: JobScript) {}

  handle(payload: { text: string }, delivery: JobDelivery): Promise<void> {
    return this.script.play(payload, delivery);
  }
}

/** A door that work can be kept waiting at. */
export class Gate {
  open: () => void = () => undefined;
  readonly opened = new Promise<void>((resolve) => {
    this.open = resolve;
  });
}
