import { Injectable } from '@nestjs/common';
import { Outbox } from '../jobs/index.js';
import type { NoticeKind } from './notice-kind.js';

declare module '../jobs/index.js' {
  interface JobPayloads {
    /** Something happened that somebody may want to hear of. */
    notify: {
      kind: string;
      to: number;
      by: number | null;
      subject: string;
      part?: string;
      link: string;
      facts: object;
    };
    /** Things are gone of which people were told. */
    'withdraw-notices': { kinds: string[]; subjects: string[] };
  }
}

/** How many things one job withdraws at most. */
const BATCH = 1_000;

/** Something that happened to somebody. */
export interface Notice<Facts extends object> {
  /** The account that is told. */
  readonly to: number;
  /** The account that did it, if one did. */
  readonly by: number | null;
  /** What it happened to, as `thing:id`: what happens to one thing is told together. */
  readonly subject: string;
  /** What came of it, as `thing:id`, where that can be withdrawn alone; all notices of a kind have one, or none has. */
  readonly part?: string;
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

  /**
   * Takes back what people were told of things that are gone for good, read or not, once the surrounding transaction has been
   * committed: what happened to them, and what they were a part of. Of these kinds nobody is told of them afterwards.
   * @param subjects things as `thing:id`, however many
   * @throws Error outside a transaction
   */
  async withdraw(kinds: readonly NoticeKind<never>[], subjects: readonly string[]): Promise<void> {
    const names = kinds.map(({ name }) => name);
    for (let from = 0; from < subjects.length; from += BATCH) {
      await this.outbox.add('withdraw-notices', {
        kinds: names,
        subjects: subjects.slice(from, from + BATCH),
      });
    }
  }
}
