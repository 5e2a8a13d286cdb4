import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../../platform/discovery/index.js';
import type { LineOrder } from '../lines/order-line-kind.js';
import type { Order } from '../order.js';
import type { RefundPart } from '../payment/payment-port.js';
import type { CreateOrderDto } from '../placing/create-order.dto.js';
import {
  ADJUSTMENT_PHASES,
  type AdjustmentPhase,
  adjustsPrices,
  type PriceAdjustment,
} from './price-adjustment.js';

/** Everything that changes what is to be paid, discounts first. */
@Injectable()
export class PriceAdjustments implements OnModuleInit {
  all: readonly PriceAdjustment[] = [];

  constructor(private readonly discovery: DiscoveryService) {}

  onModuleInit(): void {
    const found = [...discover(this.discovery, adjustsPrices).keys()] as PriceAdjustment[];
    this.all = ADJUSTMENT_PHASES.flatMap((phase) => found.filter((adjustment) => adjustment.phase === phase));
  }

  async enter(request: CreateOrderDto, userId: number | null): Promise<void> {
    for (const adjustment of this.all) await adjustment.enter?.(request, userId);
  }

  async settle(order: Order): Promise<void> {
    for (const adjustment of this.all) await adjustment.settle?.(order);
  }

  async release(order: LineOrder, phase: AdjustmentPhase): Promise<void> {
    for (const adjustment of this.in(phase)) await adjustment.release(order);
  }

  async refund(order: Order, parts: readonly RefundPart[]): Promise<void> {
    for (const adjustment of this.all) await adjustment.refund?.(order, parts);
  }

  /** All of a phase or none. */
  async reclaim(order: Order, phase: AdjustmentPhase): Promise<boolean> {
    const taken: PriceAdjustment[] = [];
    for (const adjustment of this.in(phase)) {
      if (!(await adjustment.reclaim(order))) {
        for (const again of taken) await again.release(order);
        return false;
      }
      taken.push(adjustment);
    }
    return true;
  }

  private in(phase: AdjustmentPhase): readonly PriceAdjustment[] {
    return this.all.filter((adjustment) => adjustment.phase === phase);
  }
}
