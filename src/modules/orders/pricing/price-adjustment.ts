import { Injectable } from '@nestjs/common';
import type { LineFacts, LineOrder } from '../lines/order-line-kind.js';
import type { Order } from '../order.js';
import type { RefundPart } from '../payment/payment-port.js';
import type { CreateOrderDto } from '../placing/create-order.dto.js';
import type { ReducibleLine, ReductionRule } from './pricing.policy.js';

const ADJUSTS_PRICES = Symbol('AdjustsPrices');

/** A line whose price may be reduced. */
export interface AdjustableLine extends ReducibleLine {
  readonly kind: string;
  readonly facts: LineFacts;
}

/** Discounts make an order cheaper; tenders pay a part of what is left (rule 20). */
export const ADJUSTMENT_PHASES = ['discount', 'tender'] as const;

export type AdjustmentPhase = (typeof ADJUSTMENT_PHASES)[number];

/**
 * Something that changes what is to be paid for an order. Everything runs inside the transaction of the order, its row locked
 * or new; `enter` before there is one.
 */
export interface PriceAdjustment {
  readonly phase: AdjustmentPhase;
  /** The members of `POST /orders` that this answers to. */
  readonly requestFields: readonly (keyof CreateOrderDto)[];
  /**
   * Locks what decides about a request, before anything that is sold is locked.
   * @param userId whose order it is to be; null for somebody without an account
   */
  enter?(request: CreateOrderDto, userId: number | null): Promise<void>;
  /** Locks what an open order took, before anything that is sold is locked. */
  reenter?(order: LineOrder): Promise<void>;
  /**
   * What comes off a new order, one after the other; nothing for a request that does not ask for it.
   * @throws DomainError where it is asked for and not to be had
   */
  ask(
    request: CreateOrderDto,
    order: LineOrder,
    lines: readonly AdjustableLine[],
  ): Promise<readonly ReductionRule<AdjustableLine>[]>;
  /** Takes for a new order what each of its rules takes off in the end. */
  take(request: CreateOrderDto, order: LineOrder, amounts: readonly number[]): Promise<void>;
  /** What comes off an open order whose lines have changed; changes nothing. */
  askAgain(
    order: LineOrder,
    lines: readonly AdjustableLine[],
  ): Promise<readonly ReductionRule<AdjustableLine>[]>;
  /** Lets go of what was taken for an open order beyond what each of its rules takes off now. */
  retake(order: LineOrder, amounts: readonly number[]): Promise<void>;
  /** The order is paid. */
  settle?(order: Order): Promise<void>;
  /** The order ends without payment; without an owner where their account is gone. */
  release(order: LineOrder): Promise<void>;
  /** Takes again for a canceled order whose money arrived late what came off it. @returns whether it could */
  reclaim(order: Order): Promise<boolean>;
  /** Parts of the paid order go back. */
  refund?(order: Order, parts: readonly RefundPart[]): Promise<void>;
}

/** Makes a provider adjust the prices of orders; listed in any module it is found at the start. */
export const AdjustsPrices =
  () =>
  (target: new (...dependencies: never[]) => PriceAdjustment): void => {
    Injectable()(target);
    Reflect.defineMetadata(ADJUSTS_PRICES, true, target);
  };

/** Whether a class adjusts prices. */
export function adjustsPrices(type: object): true | undefined {
  return Reflect.getMetadata(ADJUSTS_PRICES, type) === true || undefined;
}
