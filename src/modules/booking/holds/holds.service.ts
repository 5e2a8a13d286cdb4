import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { InjectSettings, type Settings } from '../../../platform/config/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import {
  type Audience,
  HallLayouts,
  SeatAllocationsRepository,
  SeatChanges,
  SeatPrices,
  type HallLayout,
  type ScreeningFacts,
  ScreeningFactsRepository,
  type Seat,
} from '../../theatre/index.js';
import { Admission } from './admission.service.js';
import { bestAvailable, type BestWish, mostAvailable } from './best-available.policy.js';
import type { Hold } from './hold.js';
import {
  HoldTooLargeError,
  SeatTakenError,
  SingleSeatLeftError,
  SoldOutError,
  TooManySeatsError,
} from './holds.errors.js';
import { HoldsRepository } from './holds.repository.js';
import { strandingOf } from './stranding.policy.js';

/** Who takes seats, and for whom. */
interface Taker {
  readonly screeningId: number;
  readonly audience: Audience;
  readonly actor: Principal;
  /** A cashier: bound by no rule but that a seat is sold once. */
  readonly exempt: boolean;
}

/** Seats that somebody chose. */
export interface TakeWish extends Taker {
  readonly seatIds: readonly number[];
}

/** Seats that somebody leaves to the cinema to choose. */
export interface TakeBestWish extends Taker {
  readonly best: BestWish;
  /** How many others were faster so far: then it is not the very best seats that are tried. */
  readonly attempt: number;
}

interface Place {
  readonly screening: ScreeningFacts;
  readonly layout: HallLayout;
}

/** How many more choices are looked at each time that others were faster. */
const SPREAD = 4;

/** Takes seats for some minutes: all that were asked for, or none. Everything runs inside the caller's transaction. */
@Injectable()
export class HoldsService {
  constructor(
    private readonly holds: HoldsRepository,
    private readonly screenings: ScreeningFactsRepository,
    private readonly layouts: HallLayouts,
    private readonly prices: SeatPrices,
    private readonly allocations: SeatAllocationsRepository,
    private readonly admission: Admission,
    private readonly changes: SeatChanges,
    private readonly clock: Clock,
    @InjectSettings() private readonly settings: Settings,
  ) {}

  /**
   * Holds seats. Where it throws, the transaction is to be rolled back.
   * @throws NotFoundError, InvalidFieldsError, SeatsNotOnSaleError, TooYoungForScreeningError, HoldTooLargeError,
   * TooManySeatsError, SeatTakenError, SingleSeatLeftError
   */
  async take(wish: TakeWish): Promise<Hold> {
    this.requireSize(wish, wish.seatIds.length);
    const place = await this.enter(wish);
    return this.hold(wish, place, seatsIn(place.layout, wish.seatIds));
  }

  /**
   * Holds the best seats side by side that are free. Where it throws, the transaction is to be rolled back.
   * @throws NotFoundError, SeatsNotOnSaleError, TooYoungForScreeningError, HoldTooLargeError, TooManySeatsError, SoldOutError,
   * SeatTakenError where somebody else was faster
   */
  async takeBest(wish: TakeBestWish): Promise<Hold> {
    const { best, screeningId } = wish;
    this.requireSize(wish, best.count);
    const place = await this.enter(wish);
    const { seats } = place.layout;
    const taken = new Set(await this.allocations.takenOf(screeningId, this.clock.now()));
    const choices = bestAvailable(seats, taken, best);
    const chosen = choices[Math.floor(Math.random() * Math.min(choices.length, 1 + wish.attempt * SPREAD))];
    if (!chosen) throw new SoldOutError(best.count, mostAvailable(seats, taken, best));
    return this.hold(wish, place, chosen);
  }

  private requireSize({ exempt }: Taker, count: number): void {
    const limit = this.settings.booking.seatsPerHold;
    if (!exempt && count > limit) throw new HoldTooLargeError(count, limit);
  }

  private async enter({ screeningId, actor, exempt }: Taker): Promise<Place> {
    if (!exempt) await this.holds.lockHolder(actor.userId);
    const [screening] = await this.screenings.lockForSeats([screeningId]);
    if (!screening) throw new NotFoundError('screening', screeningId);
    await this.admission.require(screening, actor, exempt);
    return { screening, layout: await this.layouts.of(screening.hall.id, screening.hall.layoutVersion) };
  }

  private async hold(wish: Taker, { screening, layout }: Place, seats: readonly Seat[]): Promise<Hold> {
    const { audience, actor, exempt } = wish;
    const prices = await this.prices.byCategory(screening, audience);
    const priced = seats.map((seat) => ({ ...seat, price: prices[seat.category] }));
    const rows = rowsOf(layout, seats);
    const now = this.clock.now();
    const expiresAt = new Date(now.getTime() + this.settings.booking.holdTime);
    const held = await this.allocations.hold({
      screeningId: screening.id,
      hallId: screening.hall.id,
      userId: actor.userId,
      audience,
      prices: new Map(priced.map(({ id, price }) => [id, price])),
      nearby: rows.map(({ id }) => id),
      now,
      expiresAt,
    });
    const gone = seats.filter(({ id }) => !held.seatIds.includes(id));
    if (gone.length > 0) throw new SeatTakenError(gone);
    if (!exempt) this.requireFair(seats, rows, held);
    this.changes.announce(screening.id);
    return {
      id: held.holdId,
      screeningId: screening.id,
      seats: priced,
      audience,
      expiresAt,
      isExtended: false,
    };
  }

  private requireFair(
    seats: readonly Seat[],
    rows: readonly Seat[],
    { owned, takenNearby }: { readonly owned: number; readonly takenNearby: readonly number[] },
  ): void {
    const { seatsPerScreening, strandingRule } = this.settings.booking;
    if (owned + seats.length > seatsPerScreening)
      throw new TooManySeatsError(seats.length, owned, seatsPerScreening);
    const stranding = strandingRule ? strandingOf(rows, new Set(takenNearby), seats) : undefined;
    if (stranding) throw new SingleSeatLeftError(stranding);
  }
}

/** @throws InvalidFieldsError for what is no seat of the hall */
function seatsIn({ seats }: HallLayout, ids: readonly number[]): Seat[] {
  const known = new Map(seats.map((seat) => [seat.id, seat]));
  const unknown = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ field: `seat_ids[${index}]`, message: 'is no seat of this hall' }],
  );
  if (unknown.length > 0) throw new InvalidFieldsError(unknown);
  const wanted = new Set(ids);
  return seats.filter(({ id }) => wanted.has(id));
}

function rowsOf({ seats }: HallLayout, chosen: readonly Seat[]): Seat[] {
  const rows = new Set(chosen.map(({ rowPosition }) => rowPosition));
  return seats.filter(({ rowPosition }) => rows.has(rowPosition));
}
