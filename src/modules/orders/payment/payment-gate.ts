import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discoverOne } from '../../../platform/discovery/index.js';
import { handlesPayments, type PaymentPort } from './payment-port.js';

/** Leads to whoever handles payments. */
@Injectable()
export class PaymentGate implements OnModuleInit {
  private found: PaymentPort | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error unless exactly one provider handles payments */
  onModuleInit(): void {
    this.found = discoverOne(this.discovery, handlesPayments, 'handle payments') as PaymentPort;
  }

  /** @throws Error before the start is over */
  get port(): PaymentPort {
    if (!this.found) throw new Error('Payments were asked for before the start was over.');
    return this.found;
  }
}
