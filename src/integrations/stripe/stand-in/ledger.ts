import type Stripe from 'stripe';
import { Journal } from './journal.js';

/** How many rows of a table are kept; the oldest go first. */
const ROOM: Partial<Record<keyof Tables, number>> = { events: 5_000, answers: 10_000 };

/** Something on a page to pay on. Amounts in minor units. */
export interface SoldLine {
  readonly name: string;
  readonly quantity: number;
  readonly amount: number;
}

/** What a page needs to know beyond the session that Stripe shows. */
export interface PageFacts {
  readonly id: string;
  readonly lines: readonly SoldLine[];
  readonly intentMetadata: Record<string, string>;
  readonly intentDescription: string | null;
  readonly receiptEmail: string | null;
}

/** An event, and whether somebody has still to be told. */
export interface StoredEvent {
  readonly id: string;
  readonly event: Stripe.Event;
  readonly isDelivered: boolean;
}

/** What was answered to a request with an idempotency key. */
export interface StoredAnswer {
  /** The key. */
  readonly id: string;
  readonly request: string;
  readonly at: number;
  readonly status: number;
  readonly body: string;
}

/** A dispute without the papers that people send to the bank. */
export type Dispute = Omit<Stripe.Dispute, 'evidence'>;

export interface Tables {
  sessions: Stripe.Checkout.Session;
  pages: PageFacts;
  intents: Stripe.PaymentIntent;
  charges: Stripe.Charge;
  refunds: Stripe.Refund;
  disputes: Dispute;
  events: StoredEvent;
  answers: StoredAnswer;
}

/** Everything that the stand-in knows. Rows are never changed, only replaced. */
export class Ledger {
  private readonly tables: { [Name in keyof Tables]: Map<string, Tables[Name]> } = {
    sessions: new Map(),
    pages: new Map(),
    intents: new Map(),
    charges: new Map(),
    refunds: new Map(),
    disputes: new Map(),
    events: new Map(),
    answers: new Map(),
  };

  private constructor(private readonly journal: Journal | undefined) {}

  /** @param file undefined to forget everything at the end */
  static async open(file: string | undefined): Promise<Ledger> {
    if (file === undefined) return new Ledger(undefined);
    const { journal, entries } = await Journal.open(file);
    const ledger = new Ledger(journal);
    for (const [table, row] of entries) {
      if (Object.hasOwn(ledger.tables, table))
        ledger.keep(table as keyof Tables, row as Tables[keyof Tables]);
    }
    return ledger;
  }

  get<Name extends keyof Tables>(table: Name, id: string): Tables[Name] | undefined {
    return this.tables[table].get(id);
  }

  /** A row that must be there because another one names it. */
  require<Name extends keyof Tables>(table: Name, id: string): Tables[Name] {
    const row = this.get(table, id);
    if (!row) throw new Error(`The stand-in has lost ${id} of ${table}.`);
    return row;
  }

  /** The latest first. */
  all<Name extends keyof Tables>(table: Name): Tables[Name][] {
    return [...this.tables[table].values()].reverse();
  }

  put<Name extends keyof Tables>(table: Name, row: Tables[Name]): Tables[Name] {
    this.keep(table, row);
    this.journal?.append([table, row]);
    return row;
  }

  /** Resolves when everything so far would survive the end of the process. */
  async saved(): Promise<void> {
    await this.journal?.flush();
  }

  private keep<Name extends keyof Tables>(table: Name, row: Tables[Name]): void {
    const rows = this.tables[table];
    rows.set(row.id, row);
    const room = ROOM[table];
    if (room === undefined || rows.size <= room) return;
    const [oldest] = rows.keys();
    if (oldest !== undefined) rows.delete(oldest);
  }
}
