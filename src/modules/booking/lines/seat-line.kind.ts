import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import {
  type CreateOrderDto,
  type LineDescription,
  type LineOrder,
  type OrderLine,
  type OrderLineKind,
  type Prepared,
  type Refusal,
  type Revalidation,
  type Revocation,
  SellsOrderLines,
} from '../../orders/index.js';
import {
  OrderedSeatsRepository,
  type ScreeningFacts,
  ScreeningFactsRepository,
  SeatChanges,
} from '../../theatre/index.js';
import { counterStop } from '../holds/admission.policy.js';
import { TicketIssuer } from '../tickets/ticket-issuer.service.js';
import { HeldLines } from './held-lines.service.js';
import { refundRefusal } from './seat-refund.policy.js';
import { lineExclusion, SEAT_KIND, seatOf } from './seat-line.js';
import { type SeatLine, SeatLinesRepository } from './seat-lines.repository.js';

/**
 * Seats as order lines: they come from holds, and become tickets. What is done with seats is done in one order: screening,
 * seats, tickets.
 */
@SellsOrderLines()
export class SeatLineKind implements OrderLineKind {
  readonly kind = SEAT_KIND;
  readonly requestFields = ['hold_ids'] as const;

  constructor(
    private readonly held: HeldLines,
    private readonly lines: SeatLinesRepository,
    private readonly seats: OrderedSeatsRepository,
    private readonly screenings: ScreeningFactsRepository,
    private readonly tickets: TicketIssuer,
    private readonly changes: SeatChanges,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  async prepare({ hold_ids: ids }: CreateOrderDto, { userId }: Principal): Promise<Prepared> {
    return ids ? this.held.of(userId, ids) : { lines: [], excluded: [] };
  }

  /** @throws Error when a seat is not held any more: `prepare` keeps that from happening */
  async claim({ id }: LineOrder, refs: ReadonlyMap<number, string>): Promise<void> {
    const wanted = [...refs].map(([lineId, ref]) => ({ lineId, ...seatOf(ref) }));
    const reserved = await this.seats.reserve(wanted, this.clock.now());
    if (reserved < wanted.length) throw new Error(`Order ${id} could not claim its seats.`);
    await this.lines.addReserved([...refs.keys()]);
    this.announce(wanted);
  }

  /** Seats keep the price that they were held at (rule 12), and whoever ordered them in time may pay for them in time. */
  async revalidate(_: LineOrder, lines: readonly OrderLine[]): Promise<readonly Revalidation[]> {
    const { of, screeningOf } = await this.enter(lines);
    const now = this.clock.now();
    return lines.map((line): Revalidation => {
      const stop = counterStop(screeningOf(line), now);
      if (!stop) return { line, result: 'unchanged' };
      const exclusion = lineExclusion(line, String(of(line).seatId), stop);
      return { line, result: 'unavailable', exclusion };
    });
  }

  async fulfil(order: LineOrder, lines: readonly OrderLine[], paidAt: Date): Promise<void> {
    const { of } = await this.enter(lines);
    const ids = lines.map(({ id }) => id);
    const own = await this.seats.lock(ids);
    if (own.length < lines.length)
      throw new Error(`Order ${order.id} does not have the seats that were paid.`);
    await this.seats.sell(ids);
    const paid = lines.map((line) => ({ ...of(line), price: line.price }));
    await this.tickets.issue(order, paid, paidAt);
    this.announce(own);
  }

  async release(_: LineOrder, lines: readonly OrderLine[]): Promise<void> {
    const ids = lines.map(({ id }) => id);
    const own = await this.seats.lock(ids);
    await this.seats.free(ids);
    this.announce(own);
  }

  /** All seats again, for a screening that is still to come, or none. */
  async reclaim(_: LineOrder, lines: readonly OrderLine[]): Promise<boolean> {
    const { of, screeningOf } = await this.enter(lines);
    const now = this.clock.now();
    if (lines.map(screeningOf).some(({ status, startsAt }) => status === 'canceled' || startsAt <= now))
      return false;
    const wanted = lines.map((line) => ({ ...of(line), price: line.price }));
    const taken = await this.seats.reclaim(wanted, now);
    if (taken < wanted.length) await this.seats.free(lines.map(({ id }) => id));
    else this.announce(wanted);
    return taken === wanted.length;
  }

  async revoke(
    _: LineOrder,
    lines: readonly OrderLine[],
    { at, outsidePolicy }: Revocation,
  ): Promise<readonly Refusal[]> {
    const { screeningOf } = await this.enter(lines);
    const ids = lines.map(({ id }) => id);
    const own = await this.seats.lock(ids);
    const used = await this.tickets.usedAmong(ids);
    if (!outsidePolicy) {
      const closesBefore = this.settings.booking.seatRefundClosesBefore;
      const refusals = lines.flatMap((line): Refusal[] => {
        const reason = refundRefusal(screeningOf(line), used.has(line.id), closesBefore, at);
        return reason === undefined ? [] : [{ lineId: line.id, reason }];
      });
      if (refusals.length > 0) return refusals;
    }
    await this.seats.free(ids);
    await this.tickets.refund(ids, at);
    this.announce(own);
    return [];
  }

  describe(lines: readonly OrderLine[]): Promise<ReadonlyMap<number, LineDescription>> {
    return this.lines.describe(lines.map(({ id }) => id));
  }

  /** What is known of lines; their screenings stay as they are until the transaction ends. */
  private async enter(lines: readonly OrderLine[]): Promise<Known> {
    const known = new Map((await this.lines.find(lines.map(({ id }) => id))).map((own) => [own.lineId, own]));
    const ids = new Set([...known.values()].map(({ screeningId }) => screeningId));
    const screenings = new Map(
      (await this.screenings.lockForSeats([...ids])).map((screening) => [screening.id, screening]),
    );
    const of = ({ id }: OrderLine): SeatLine => {
      const own = known.get(id);
      if (!own) throw new Error(`Order line ${id} is for a seat and names none.`);
      return own;
    };
    const screeningOf = (line: OrderLine): ScreeningFacts => {
      const screening = screenings.get(of(line).screeningId);
      if (!screening) throw new Error(`Order line ${line.id} is for a screening that there is not.`);
      return screening;
    };
    return { of, screeningOf };
  }

  private announce(seats: readonly { readonly screeningId: number }[]): void {
    for (const id of new Set(seats.map(({ screeningId }) => screeningId))) this.changes.announce(id);
  }
}

interface Known {
  readonly of: (line: OrderLine) => SeatLine;
  readonly screeningOf: (line: OrderLine) => ScreeningFacts;
}
