import { Injectable } from '@nestjs/common';
import { InvalidFieldsError, NotFoundError } from '../../../platform/errors/index.js';
import { CODE_RULE } from '../tickets/code-parameter.js';
import { readTicketCode } from '../tickets/ticket-code.js';
import { TicketTransferredError } from '../tickets/ticket.errors.js';
import { TicketReader } from '../tickets/ticket-reader.service.js';
import { TicketSigner } from '../tickets/ticket-signer.js';
import type { Ticket } from '../tickets/ticket.js';
import { TicketsRepository } from '../tickets/tickets.repository.js';
import { TransferRepository } from '../tickets/transfer/transfer.repository.js';
import { ScanRefusedError, ticketForged } from './check-in.errors.js';
import type { Scan } from './scan.js';

/** Which ticket it is that somebody shows. */
@Injectable()
export class ScannedTickets {
  constructor(
    private readonly signer: TicketSigner,
    private readonly tickets: TicketsRepository,
    private readonly transfers: TransferRepository,
    private readonly reader: TicketReader,
  ) {}

  /** The code that a scan is about. @throws InvalidFieldsError, ScanRefusedError for a QR that we did not sign */
  codeOf({ qr, code }: Pick<Scan, 'qr' | 'code'>): string {
    if ((qr === undefined) === (code === undefined)) {
      throw new InvalidFieldsError([{ field: 'qr', message: 'must be given, or else code, and not both' }]);
    }
    if (qr !== undefined) {
      const claims = this.signer.read(qr.trim());
      if (!claims) throw new ScanRefusedError(ticketForged, 'The QR was not signed by this cinema.');
      return claims.code;
    }
    const read = readTicketCode(code ?? '');
    if (read === undefined) throw new InvalidFieldsError([{ field: 'code', message: CODE_RULE }]);
    return read;
  }

  /**
   * The ticket of a code as it is at this moment, changed by nobody else until the transaction ends.
   * @throws NotFoundError, TicketTransferredError
   */
  async lock(code: string): Promise<Ticket> {
    const locked = await this.tickets.lock(code);
    if (!locked) {
      const replacedAt = await this.transfers.replacedAt(code);
      throw replacedAt ? new TicketTransferredError(replacedAt) : new NotFoundError('ticket', code);
    }
    const [ticket] = await this.reader.withScreenings([locked]);
    if (!ticket) throw new NotFoundError('ticket', code);
    return ticket;
  }
}
