import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../../platform/auth/index.js';
import { Clock } from '../../../../platform/clock/index.js';
import { Transaction } from '../../../../platform/database/index.js';
import { InvalidFieldsError, NotFoundError } from '../../../../platform/errors/index.js';
import { RateLimits } from '../../../../platform/rate-limits/index.js';
import { TicketMailService } from '../mails/ticket-mail.service.js';
import { TicketAccess } from '../reading/ticket-access.service.js';
import { newTicketCode } from '../ticket-code.js';
import { TicketRefundedError, TicketTransferredError } from '../ticket.errors.js';
import { TicketHoldersRepository } from '../ticket-holders.repository.js';
import { TicketReader } from '../ticket-reader.service.js';
import type { Ticket } from '../ticket.js';
import { TicketsRepository } from '../tickets.repository.js';
import { TicketNotTransferableError } from './transfer.errors.js';
import { RECEPTIONS, TRANSFERS } from './transfer-limits.js';
import { TransferRepository } from './transfer.repository.js';

/** A ticket that was passed on. */
export interface Transferred {
  readonly ticket: Ticket;
  readonly email: string;
  readonly at: Date;
}

/** Passing tickets on. */
@Injectable()
export class TransferService {
  constructor(
    private readonly transaction: Transaction,
    private readonly tickets: TicketsRepository,
    private readonly transfers: TransferRepository,
    private readonly holders: TicketHoldersRepository,
    private readonly access: TicketAccess,
    private readonly reader: TicketReader,
    private readonly mails: TicketMailService,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives a ticket of somebody's to an address: under a new code, which goes there alone. The right to give it back stays with
   * whoever bought it.
   * @throws NotFoundError, TicketRefundedError, TicketTransferredError, TicketNotTransferableError, InvalidFieldsError,
   * TooManyRequestsError
   */
  async transfer(code: string, email: string, { userId }: Principal): Promise<Transferred> {
    await this.limits.count(TRANSFERS, String(userId));
    await this.limits.count(RECEPTIONS, email.toLowerCase());
    try {
      return await this.passOn(code, email, userId);
    } catch (error) {
      // What comes to nothing must not keep others from sending tickets there.
      await this.limits.takeBack(RECEPTIONS, email.toLowerCase());
      throw error;
    }
  }

  private passOn(code: string, email: string, userId: number): Promise<Transferred> {
    return this.transaction.run(async () => {
      const ticket = await this.lock(code, userId);
      const at = this.clock.now();
      requireTransferable(ticket, at);
      const own = await this.holders.emailOf(userId);
      if (own?.toLowerCase() === email.toLowerCase()) {
        throw new InvalidFieldsError([
          { field: 'email', message: 'is your own: the ticket is yours already' },
        ]);
      }
      const next = {
        code: newTicketCode(),
        holderId: await this.holders.accountOf(email),
        holderEmail: email,
      };
      await this.transfers.transfer({ ticketId: ticket.id, formerCode: code, ...next, at });
      await this.mails.received({ ...ticket, ...next }, email);
      if (own !== undefined) await this.mails.passedOn(ticket, own, email, at);
      return { ticket, email, at };
    });
  }

  private async lock(code: string, userId: number): Promise<Ticket> {
    const locked = await this.tickets.lock(code);
    if (!locked) {
      const replacedAt = await this.transfers.replacedAt(code);
      throw replacedAt ? new TicketTransferredError(replacedAt) : new NotFoundError('ticket', code);
    }
    if (!(await this.access.isHolder(locked, userId))) throw new NotFoundError('ticket', code);
    const [ticket] = await this.reader.withScreenings([locked]);
    if (!ticket) throw new NotFoundError('ticket', code);
    return ticket;
  }
}

function requireTransferable({ status, refundedAt, screening }: Ticket, now: Date): void {
  if (status === 'refunded') throw new TicketRefundedError(refundedAt);
  if (screening.status === 'canceled') throw new TicketNotTransferableError('The screening was canceled.');
  if (status === 'used') throw new TicketNotTransferableError('Somebody was let in with it.');
  if (screening.startsAt <= now) {
    throw new TicketNotTransferableError(`The screening began at ${screening.startsAt.toISOString()}.`);
  }
}
