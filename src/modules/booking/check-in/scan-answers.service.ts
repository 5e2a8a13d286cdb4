import { Injectable } from '@nestjs/common';
import { ProfilesService } from '../../profiles/index.js';
import { toTicketFacts } from '../tickets/ticket.mapper.js';
import type { Ticket } from '../tickets/ticket.js';
import { AdmissionsService } from './admissions.service.js';
import { ScanRefusedError, ticketNotInside, ticketUsed } from './check-in.errors.js';
import type { DoorState, RecordedScan } from './check-ins.repository.js';
import type { Verdict } from './passages.policy.js';
import { refusal, type ScanOutcome, type TicketScan } from './scan.js';

/** What people at the door are told. */
@Injectable()
export class ScanAnswers {
  constructor(
    private readonly admissions: AdmissionsService,
    private readonly profiles: ProfilesService,
  ) {}

  /** @param state what the scan makes of the ticket */
  async accepted(scan: TicketScan, state: DoorState, verdict: Verdict<RecordedScan>): Promise<ScanOutcome> {
    const { direction, at } = scan;
    const ticket: Ticket = { ...scan.ticket, ...state, status: 'used' };
    const shown = toTicketFacts(ticket);
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

  async refused({ direction, ticket }: TicketScan, against: RecordedScan | null): Promise<ScanOutcome> {
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
