import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import type { CreateOrderDto } from '../placing/create-order.dto.js';
import type { Exclusion, LineDescription, OrderLine } from '../order.js';

const SELLS_ORDER_LINES = Symbol('SellsOrderLines');

/** What a line is, for promo codes that hold for some things only. A fact that is left out fits no scope that asks for it. */
export interface LineFacts {
  readonly movieId?: number | undefined;
  readonly genreIds?: readonly number[] | undefined;
  readonly cinemaId?: number | undefined;
  readonly hallType?: string | undefined;
  readonly seatCategory?: string | undefined;
  readonly itemCategory?: string | undefined;
}

/** A line that is to be ordered. Amounts in minor units. */
export interface NewLine {
  readonly kind: string;
  readonly title: string;
  /** Pieces, 1 or more. */
  readonly quantity: number;
  /** Of one piece. */
  readonly price: number;
  /** Set exactly for films. */
  readonly movieId: number | null;
  /** What the kind knows the thing by, for `claim`. */
  readonly ref: string;
  readonly facts?: LineFacts | undefined;
}

/** What a request comes to. */
export interface Prepared {
  readonly lines: readonly NewLine[];
  readonly excluded: readonly Exclusion[];
}

/** A line of an order that was looked at again before payment. */
export type Revalidation =
  | { readonly line: OrderLine; readonly result: 'unchanged' }
  | { readonly line: OrderLine; readonly result: 'repriced'; readonly next: NewLine }
  | { readonly line: OrderLine; readonly result: 'unavailable'; readonly exclusion: Exclusion };

/** What lines belong to. */
export interface LineOrder {
  readonly id: number;
  /** Null for a sale to somebody who walked in. */
  readonly userId: number | null;
  /** The cashier; null for what was ordered online. */
  readonly sellerId: number | null;
  /** Where mails go to where there is no account. */
  readonly customerEmail: string | null;
}

/** Why a line is not taken back, for people. */
export interface Refusal {
  readonly lineId: number;
  readonly reason: string;
}

/** Who gives back, and whether the kind's own refund policy binds them (rule 18). */
export interface Revocation {
  readonly paidAt: Date;
  readonly at: Date;
  readonly outsidePolicy: boolean;
}

/**
 * One kind of thing that is sold (rule 10). Everything runs inside the transaction of the order, its row locked, and does no
 * harm when it runs twice.
 */
export interface OrderLineKind {
  /** The name of the kind in `order_items.kind`. */
  readonly kind: string;
  /** The members of `POST /orders` that this kind answers to. */
  readonly requestFields: readonly (keyof CreateOrderDto)[];
  /** What the request comes to for this buyer; locks whatever decides that. Runs before there is an order. */
  prepare(request: CreateOrderDto, buyer: Principal): Promise<Prepared>;
  /**
   * Takes what the lines stand for, so that nobody else gets it while the order is open. A line that comes in place of a
   * repriced one of the same order takes over what that one held.
   * @param refs of the new lines, by the id that they got
   */
  claim(order: LineOrder, refs: ReadonlyMap<number, string>): Promise<void>;
  /** Looks at the lines of an open order again. */
  revalidate(order: LineOrder, lines: readonly OrderLine[]): Promise<readonly Revalidation[]>;
  /** Takes the lines of a canceled order again, whose money arrived late (rule 15): all of them or none. */
  reclaim(order: LineOrder, lines: readonly OrderLine[]): Promise<boolean>;
  /** Hands over what was paid. */
  fulfil(order: LineOrder, lines: readonly OrderLine[], paidAt: Date): Promise<void>;
  /** Lets go of what an open order held. */
  release(order: LineOrder, lines: readonly OrderLine[]): Promise<void>;
  /** What else there is to say of lines, by their ids, in one statement; lines of many orders may come together. */
  describe?(lines: readonly OrderLine[]): Promise<ReadonlyMap<number, LineDescription>>;
  /** Takes back what was handed over; refused lines stay as they are. */
  revoke(order: LineOrder, lines: readonly OrderLine[], how: Revocation): Promise<readonly Refusal[]>;
}

/** Makes a provider sell a kind of thing; listed in any module it is found at the start. */
export const SellsOrderLines =
  () =>
  (target: new (...dependencies: never[]) => OrderLineKind): void => {
    Injectable()(target);
    Reflect.defineMetadata(SELLS_ORDER_LINES, true, target);
  };

/** Whether a class sells a kind of thing. */
export function sellsOrderLines(type: object): true | undefined {
  return Reflect.getMetadata(SELLS_ORDER_LINES, type) === true || undefined;
}
