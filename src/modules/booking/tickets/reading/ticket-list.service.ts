import { Injectable } from '@nestjs/common';
import { Clock } from '../../../../platform/clock/index.js';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { type Page, walk, type WalkOrder } from '../../../../platform/lists/index.js';
import { ScreeningFactsRepository } from '../../../theatre/index.js';
import type { TicketResponse } from '../ticket.dto.js';
import { TicketHoldersRepository } from '../ticket-holders.repository.js';
import { toTicketResponse } from '../ticket.mapper.js';
import { TicketReader } from '../ticket-reader.service.js';
import { TicketSigner } from '../ticket-signer.js';
import type { Ticket, TicketRecord } from '../ticket.js';
import { toBookingResponse } from './booking.mapper.js';
import type { BookingListQuery, BookingResponse, TicketListQuery } from './ticket-list.dto.js';
import { type FoundTicket, type TicketFilter, TicketListRepository } from './ticket-list.repository.js';

const ORDER: WalkOrder = {
  columns: {
    starts_at: { sql: 'sc.starts_at', type: 'timestamptz' },
    created_at: { sql: 't.created_at', type: 'timestamptz' },
    price: { sql: 't.price', type: 'numeric' },
  },
  idSql: 't.id',
};

const SEAT_ORDER: WalkOrder = {
  columns: {
    row: { sql: 's.row_position', type: 'integer' },
    number: { sql: 's.number', type: 'integer' },
    created_at: { sql: 't.created_at', type: 'timestamptz' },
    price: { sql: 't.price', type: 'numeric' },
  },
  idSql: 't.id',
};

/** Looking through tickets. */
@Injectable()
export class TicketListService {
  constructor(
    private readonly lists: TicketListRepository,
    private readonly holders: TicketHoldersRepository,
    private readonly reader: TicketReader,
    private readonly signer: TicketSigner,
    private readonly screenings: ScreeningFactsRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * Somebody's tickets: the latest screening first, or the next one where the coming are asked for.
   * @throws InvalidFieldsError
   */
  async own(userId: number, query: TicketListQuery, url: string): Promise<Page<TicketResponse>> {
    const { upcoming, status } = query;
    const now = this.clock.now();
    const filter: TicketFilter = {
      holder: { userId, email: await this.holders.emailOf(userId) },
      statuses: status ?? (upcoming ? ['valid', 'used'] : undefined),
      endsAfter: upcoming === true ? now : undefined,
      endsBefore: upcoming === false ? now : undefined,
    };
    const sort = query.sort ?? (upcoming ? 'starts_at' : '-starts_at');
    const page = await walk(this.lists, ORDER, { filter, query: { ...query, sort }, url }, (row) => row);
    return { ...page, items: await this.responses(page.items) };
  }

  /**
   * The tickets of a screening, row by row, those that were given back among them.
   * @throws NotFoundError, InvalidFieldsError
   */
  async ofScreening(
    screeningId: number,
    query: BookingListQuery,
    url: string,
  ): Promise<Page<BookingResponse>> {
    if (!(await this.screenings.find(screeningId))) throw new NotFoundError('screening', screeningId);
    const filter = { screeningId, statuses: query.status };
    const sort = query.sort ?? 'row,number';
    return walk(this.lists, SEAT_ORDER, { filter, query: { ...query, sort }, url }, (row: FoundTicket) =>
      toBookingResponse(row),
    );
  }

  /** A ticket as its holder sees it. */
  response(ticket: Ticket): TicketResponse {
    return toTicketResponse(ticket, ticket.status === 'refunded' ? null : this.signer.qrOf(ticket));
  }

  private async responses(tickets: readonly TicketRecord[]): Promise<TicketResponse[]> {
    return (await this.reader.withScreenings(tickets)).map((ticket) => this.response(ticket));
  }
}
