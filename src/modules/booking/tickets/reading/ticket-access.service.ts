import { Injectable } from '@nestjs/common';
import { type Principal, reaches } from '../../../../platform/auth/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { TicketRefundedError } from '../ticket.errors.js';
import { TicketHoldersRepository } from '../ticket-holders.repository.js';
import { TicketReader } from '../ticket-reader.service.js';
import type { Ticket, TicketRecord } from '../ticket.js';
import { TicketsRepository } from '../tickets.repository.js';

/** Who may see a ticket: its holder, and those at the counter and at the door. */
@Injectable()
export class TicketAccess {
  constructor(
    private readonly tickets: TicketsRepository,
    private readonly holders: TicketHoldersRepository,
    private readonly reader: TicketReader,
  ) {}

  /** @throws NotFoundError, also for another's */
  async find(code: string, viewer: Principal): Promise<Ticket> {
    const [found] = await this.tickets.findByCodes([code]);
    const [ticket] = await this.reader.withScreenings(found ? [found] : []);
    const mayRead =
      ticket && (reaches(viewer.group, 'cashier') || (await this.isHolder(ticket, viewer.userId)));
    if (!mayRead) throw new NotFoundError('ticket', code);
    return ticket;
  }

  /** @throws NotFoundError; TicketRefundedError where nobody is let in with it any more */
  async findLiving(code: string, viewer: Principal): Promise<Ticket> {
    const ticket = await this.find(code, viewer);
    if (ticket.status === 'refunded') throw new TicketRefundedError(ticket.refundedAt);
    return ticket;
  }

  /** By the account, or, where it was sent to an address that had none, by the account that has it now. */
  async isHolder({ holderId, holderEmail }: TicketRecord, userId: number): Promise<boolean> {
    if (holderId !== null) return holderId === userId;
    if (holderEmail === null) return false;
    return (await this.holders.emailOf(userId))?.toLowerCase() === holderEmail.toLowerCase();
  }
}
