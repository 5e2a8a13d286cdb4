import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { TicketRefundedError } from '../tickets/ticket.errors.js';
import { toScreeningResponse } from '../tickets/ticket.mapper.js';
import type { Ticket } from '../tickets/ticket.js';
import { filmInWords } from '../tickets/ticket-words.js';
import { checkInOver, checkInTooEarly, ScanRefusedError, wrongScreening } from './check-in.errors.js';
import { CheckInsRepository, type DoorState, type RecordedScan } from './check-ins.repository.js';
import { doorAt } from './door.policy.js';
import { judge, type Verdict } from './passages.policy.js';
import { ScanAnswers } from './scan-answers.service.js';
import type { Scan, ScanOutcome, TicketScan } from './scan.js';
import { ScannedTickets } from './scanned-tickets.js';

/** Letting people in and out (rule 26). */
@Injectable()
export class CheckInService {
  constructor(
    private readonly transaction: Transaction,
    private readonly scanned: ScannedTickets,
    private readonly checkIns: CheckInsRepository,
    private readonly answers: ScanAnswers,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * What a scan comes to. Scans that contradict another that was made are recorded with their answer; the same scanner that
   * repeats a scan gets the same answer.
   * @throws InvalidFieldsError, NotFoundError, TicketRefundedError, TicketTransferredError, ScanRefusedError
   */
  async scan(scan: Scan, { userId }: Principal): Promise<ScanOutcome> {
    const code = this.scanned.codeOf(scan);
    return this.transaction.run(async () => {
      const ticket = await this.scanned.lock(code);
      const scanner = scan.device === undefined ? `user ${userId}` : `device ${scan.device}`;
      const known =
        scan.nonce === undefined ? undefined : await this.checkIns.answerTo(ticket.id, scanner, scan.nonce);
      if (known) return known as ScanOutcome;
      const passages = await this.checkIns.passagesOf(ticket.id);
      const at = scan.scannedAt ?? this.momentAfter(passages);
      this.requireAdmissible(ticket, scan, at);
      return this.record({ ...scan, ticket, at, actorId: userId, scanner }, judge(passages, { ...scan, at }));
    });
  }

  /** Clocks of several processes differ: whoever scans now scans after everything that is on record. */
  private momentAfter(passages: readonly RecordedScan[]): Date {
    const now = this.clock.now();
    const latest = passages.at(-1)?.at ?? now;
    return latest > now ? latest : now;
  }

  private requireAdmissible(ticket: Ticket, { screeningId, direction }: Scan, at: Date): void {
    const { screening } = ticket;
    if (ticket.status === 'refunded') throw new TicketRefundedError(ticket.refundedAt);
    if (screening.status === 'canceled') throw new TicketRefundedError(null);
    if (screeningId !== undefined && screeningId !== screening.id) {
      throw new ScanRefusedError(
        wrongScreening,
        `The ticket is for ${filmInWords(screening.movie)}, ${screening.hall.name}, ${screening.startsAt.toISOString()}.`,
        { screening: toScreeningResponse(screening) },
      );
    }
    const door = doorAt(screening, this.settings.tickets, at);
    if (direction === 'out' || door.state === 'open') return;
    const limit = door.limit.toISOString();
    throw door.state === 'early'
      ? new ScanRefusedError(checkInTooEarly, `People are let in from ${limit} on.`, { opens_at: limit })
      : new ScanRefusedError(checkInOver, `Nobody is let in since ${limit}.`, { closed_at: limit });
  }

  private async record(scan: TicketScan, verdict: Verdict<RecordedScan>): Promise<ScanOutcome> {
    const outcome = verdict.accepted
      ? await this.answers.accepted(scan, await this.letThrough(scan, verdict), verdict)
      : await this.answers.refused(scan, verdict.against);
    await this.checkIns.insert({
      ticketId: scan.ticket.id,
      direction: scan.direction,
      accepted: verdict.accepted,
      device: scan.device ?? null,
      scanner: scan.scanner,
      nonce: scan.nonce ?? null,
      actorId: scan.actorId,
      isOffline: scan.scannedAt !== undefined,
      scannedAt: scan.at,
      recordedAt: this.clock.now(),
      answer: outcome,
    });
    return outcome;
  }

  private async letThrough(
    scan: TicketScan,
    { passages, superseded }: Verdict<RecordedScan>,
  ): Promise<DoorState> {
    if (superseded.length > 0) await this.checkIns.supersede(superseded.map(({ id }) => id));
    const counted = passages.map((passage) => passage ?? scan);
    const [first = scan] = counted;
    const state = {
      isInside: (counted.at(-1) ?? scan).direction === 'in',
      checkedInAt: first.at,
      checkedInBy: first.actorId,
    };
    await this.checkIns.setState(scan.ticket.id, state);
    return state;
  }
}
