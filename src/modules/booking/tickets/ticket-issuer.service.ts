import { Injectable } from '@nestjs/common';
import type { LineOrder } from '../../orders/index.js';
import type { Audience } from '../../theatre/index.js';
import { TicketMailService } from './mails/ticket-mail.service.js';
import { newTicketCode } from './ticket-code.js';
import { TicketHoldersRepository } from './ticket-holders.repository.js';
import { TicketsRepository } from './tickets.repository.js';

/** A seat that was paid. The price in minor units. */
export interface PaidSeat {
  readonly lineId: number;
  readonly screeningId: number;
  readonly seatId: number;
  readonly price: number;
  readonly audience: Audience;
}

/** Tickets for whoever sells seats: each call inside the transaction of the order, its row and its seats locked. */
@Injectable()
export class TicketIssuer {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly holders: TicketHoldersRepository,
    private readonly mails: TicketMailService,
  ) {}

  /** Issues a ticket for each seat, and mails those that are new to whoever bought them. Harmless when repeated. */
  async issue(order: LineOrder, seats: readonly PaidSeat[], paidAt: Date): Promise<void> {
    const { userId, sellerId, customerEmail } = order;
    const accountEmail = userId === null ? undefined : await this.holders.emailOf(userId);
    const codes = await this.tickets.insert(
      seats.map((seat) => ({ ...seat, code: newTicketCode() })),
      { holderId: userId, holderEmail: userId === null ? customerEmail : null, sellerId },
      paidAt,
    );
    const to = accountEmail ?? customerEmail;
    if (to !== null && codes.length > 0) await this.mails.issued(order.id, codes, to);
  }

  /** Which of the lines' tickets were scanned at the door; from now on nobody scans the others before the transaction ends. */
  async usedAmong(lineIds: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(await this.tickets.lockUsedAmong(lineIds));
  }

  /** The lines were given back: their tickets die. */
  async refund(lineIds: readonly number[], at: Date): Promise<void> {
    await this.tickets.refund(lineIds, at);
  }
}
