import { type DomainError, problemTypes } from '../../../platform/errors/index.js';
import type { Ticket } from '../tickets/ticket.js';
import type { CheckInResponse, SupersededScanResponse } from './check-in.dto.js';
import { ScanRefusedError } from './check-in.errors.js';
import type { Direction } from './passages.policy.js';

/** A scan as it comes in. */
export interface Scan {
  readonly qr: string | undefined;
  readonly code: string | undefined;
  /** The screening whose door it is. */
  readonly screeningId: number | undefined;
  readonly nonce: string | undefined;
  readonly device: string | undefined;
  readonly direction: Direction;
  /** When it was made; undefined for one that is made at this moment. */
  readonly scannedAt: Date | undefined;
}

/** A scan of a ticket that is locked. */
export interface TicketScan extends Scan {
  readonly ticket: Ticket;
  readonly at: Date;
  readonly actorId: number;
  /** Who repeats a scan is known by this: the device, or the person where it has no name. */
  readonly scanner: string;
}

/** What a scan came to, as it is kept to be told again. */
export type ScanOutcome =
  | {
      readonly accepted: true;
      readonly answer: CheckInResponse;
      readonly supersedes: readonly SupersededScanResponse[];
    }
  | {
      readonly accepted: false;
      readonly slug: string;
      readonly detail: string;
      readonly facts: Readonly<Record<string, unknown>>;
    };

export function refusal({ type, message, facts }: DomainError): ScanOutcome {
  return { accepted: false, slug: type.slug, detail: message, facts };
}

/** The error that a refusal is told as. */
export function errorOf({ slug, detail, facts }: Extract<ScanOutcome, { accepted: false }>): DomainError {
  const type = problemTypes().get(slug);
  if (!type) throw new Error(`There is no problem type "${slug}".`);
  return new ScanRefusedError(type, detail, facts);
}
