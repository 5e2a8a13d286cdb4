import { Injectable } from '@nestjs/common';
import { Outbox } from '../jobs/index.js';
import type { NoticeKind } from './notice-kind.js';

declare module '../jobs/index.js' {
  interface JobPayloads {
    /** Something happened that somebody may want to hear of. */
    notify: { kind: string; to: number; by: number | null; subject: string; link: string; facts: object };
  }
}

/** Something that happened to somebody. */
export interface Notice<Facts extends object> {
  /** The account that is told. */
  readonly to: number;
  /** The account that did it, if one did. */
  readonly by: number | null;
  /** What it happened to, as `thing:id`: what happens to one thing is told together. */
  readonly subject: string;
  /** Where it can be seen, as a path of the API. */
  readonly link: string;
  readonly facts: Facts;
}

/** Tells people what happened. */
@Injectable()
export class Notices {
  constructor(private readonly outbox: Outbox) {}

  /**
   * Tells somebody, once the surrounding transaction has been committed; nobody is told of what they did themselves (rule 8).
   * @throws Error outside a transaction
   */
  async tell<Facts extends object>(kind: NoticeKind<Facts>, notice: Notice<NoInfer<Facts>>): Promise<void> {
    if (notice.to === notice.by) return;
    await this.outbox.add('notify', { kind: kind.name, ...notice });
  }
}
