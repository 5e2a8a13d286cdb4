import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { Transaction } from '../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { ProfilesService } from '../../profiles/index.js';
import { CODE_RULE } from '../tickets/code-parameter.js';
import { TicketListService } from '../tickets/reading/ticket-list.service.js';
import { readTicketCode } from '../tickets/ticket-code.js';
import { TicketRefundedError, TicketTransferredError } from '../tickets/ticket.errors.js';
import { toScreeningResponse } from '../tickets/ticket.mapper.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { TicketSigner } from '../tickets/ticket-signer.js';
import type { Ticket } from '../tickets/ticket.js';
import { filmInWords } from '../tickets/ticket-words.js';
import { TicketsRepository } from '../tickets/tickets.repository.js';
import { TransferRepository } from '../tickets/transfer/transfer.repository.js';
import { AdmissionsService } from './admissions.service.js';
import {
  checkInOver,
  checkInTooEarly,
  ScanRefusedError,
  ticketForged,
  ticketNotInside,
  ticketUsed,
  wrongScreening,
} from './check-in.errors.js';
import { CheckInsRepository, type RecordedScan } from './check-ins.repository.js';
import { doorAt } from './door.policy.js';
import { judge, type Verdict } from './passages.policy.js';
import { refusal, type Scan, type ScanOutcome } from './scan.js';

/** A scan of a ticket that is locked. */
interface TicketScan extends Scan {
  readonly ticket: Ticket;
  readonly at: Date;
  readonly actorId: number;
}

/** Letting people in and out (rule 26). */
@Injectable()
export class CheckInService {
  constructor(
    private readonly transaction: Transaction,
    private readonly tickets: TicketsRepository,
    private readonly transfers: TransferRepository,
    private readonly reader: TicketReader,
    private readonly lists: TicketListService,
    private readonly signer: TicketSigner,
    private readonly checkIns: CheckInsRepository,
    private readonly admissions: AdmissionsService,
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /** The code that a scan is about. @throws InvalidFieldsError, ScanRefusedError for a QR that we did not sign */
  codeOf({ qr, code }: Pick<Scan, 'qr' | 'code'>): string {
    if ((qr === undefined) === (code === undefined)) {
      throw new InvalidFieldsError([{ field: 'qr', message: 'must be given, or else code, and not both' }]);
    }
    if (qr !== undefined) {
      const claims = this.signer.read(qr.trim());
      if (!claims) throw new ScanRefusedError(ticketForged, 'The QR was not signed by this cinema.');
      return claims.code;
    }
    const read = readTicketCode(code ?? '');
    if (read === undefined) throw new InvalidFieldsError([{ field: 'code', message: CODE_RULE }]);
    return read;
  }

  /**
   * What a scan comes to. Scans that contradict another that was made are recorded with their answer; the same scanner that
   * repeats a scan gets the same answer.
   * @throws NotFoundError, TicketRefundedError, TicketTransferredError, ScanRefusedError
   */
  async scan(scan: Scan, { userId }: Principal): Promise<ScanOutcome> {
    const code = this.codeOf(scan);
    return this.transaction.run(async () => {
      const ticket = await this.lock(code);
      const scanner = scan.device === undefined ? `user ${userId}` : `device ${scan.device}`;
      const known =
        scan.nonce === undefined ? undefined : await this.checkIns.answerTo(ticket.id, scanner, scan.nonce);
      if (known) return known as ScanOutcome;
      const passages = await this.checkIns.passagesOf(ticket.id);
      // Clocks of several processes differ: whoever scans now scans after everything that is on record.
      const now = this.clock.now();
      const latest = passages.at(-1)?.at ?? now;
      const at = scan.scannedAt ?? (latest > now ? latest : now);
      this.requireAdmissible(ticket, scan, at);
      return this.record({ ...scan, ticket, at, actorId: userId }, scanner, judge(passages, { ...scan, at }));
    });
  }

  private async lock(code: string): Promise<Ticket> {
    const locked = await this.tickets.lock(code);
    if (!locked) {
      const replacedAt = await this.transfers.replacedAt(code);
      throw replacedAt ? new TicketTransferredError(replacedAt) : new NotFoundError('ticket', code);
    }
    const [ticket] = await this.reader.withScreenings([locked]);
    if (!ticket) throw new NotFoundError('ticket', code);
    return ticket;
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

  private async record(
    scan: TicketScan,
    scanner: string,
    verdict: Verdict<RecordedScan>,
  ): Promise<ScanOutcome> {
    const { ticket, at, actorId } = scan;
    if (verdict.accepted) await this.letThrough(scan, verdict);
    const outcome = verdict.accepted ? await this.answer(scan, verdict) : await this.refuse(verdict, scan);
    await this.checkIns.insert({
      ticketId: ticket.id,
      direction: scan.direction,
      accepted: verdict.accepted,
      device: scan.device ?? null,
      scanner,
      nonce: scan.nonce ?? null,
      actorId,
      isOffline: scan.scannedAt !== undefined,
      scannedAt: at,
      recordedAt: this.clock.now(),
      answer: outcome,
    });
    return outcome;
  }

  private async letThrough(scan: TicketScan, { passages, superseded }: Verdict<RecordedScan>): Promise<void> {
    if (superseded.length > 0) await this.checkIns.supersede(superseded.map(({ id }) => id));
    const counted = passages.map((passage) => passage ?? scan);
    const [first = scan] = counted;
    await this.checkIns.setState(scan.ticket.id, {
      isInside: (counted.at(-1) ?? scan).direction === 'in',
      checkedInAt: first.at,
      checkedInBy: first.actorId,
    });
  }

  private async answer(scan: TicketScan, verdict: Verdict<RecordedScan>): Promise<ScanOutcome> {
    const { direction, at, ticket } = scan;
    const [changed = ticket] = await this.tickets.findByCodes([ticket.code]);
    const { qr: _, ...shown } = this.lists.response({ ...ticket, ...changed });
    const isFirst = verdict.passages[0] === null;
    return {
      accepted: true,
      answer: {
        result: direction === 'out' ? 'left' : isFirst ? 'checked-in' : 're-entered',
        scanned_at: at.toISOString(),
        ticket: shown,
        screening: shown.screening,
        seat: shown.seat,
        admissions: await this.admissions.of(ticket.screening),
      },
      supersedes: verdict.superseded.map((former) => ({
        scanned_at: former.at.toISOString(),
        by: former.actorId,
        device: former.device,
      })),
    };
  }

  private async refuse(
    { against }: Verdict<RecordedScan>,
    { direction, ticket }: TicketScan,
  ): Promise<ScanOutcome> {
    if (direction === 'out' || !against) {
      return refusal(new ScanRefusedError(ticketNotInside, 'Nobody is inside with it.'));
    }
    const by = against.actorId;
    const name = by === null ? undefined : (await this.profiles.displayOf([by])).get(by)?.display_name;
    const at = against.at.toISOString();
    return refusal(
      new ScanRefusedError(ticketUsed, `Somebody was let in with it at ${at}.`, {
        checked_in_at: at,
        checked_in_by: by === null ? null : { id: by, display_name: name ?? null },
        device: against.device,
        seat: ticket.seat,
      }),
    );
  }
}
