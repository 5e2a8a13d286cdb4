import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../../platform/errors/index.js';
import { decimalOf } from '../../../../platform/money/index.js';
import { CounterSales, type HandedOut, type Order, OrderPresenter } from '../../../orders/index.js';
import { TicketReader } from '../../tickets/ticket-reader.service.js';
import { TicketSigner } from '../../tickets/ticket-signer.js';
import { TicketsRepository } from '../../tickets/tickets.repository.js';
import type { HandedOutResponse, SaleResponse } from './sale.dto.js';
import { toCounterPaymentResponse, toPrintableTicket } from './sale.mapper.js';

/** Shows cashiers what they sold: the order, the tickets to print, the money. */
@Injectable()
export class SalePresenter {
  constructor(
    private readonly sales: CounterSales,
    private readonly orders: OrderPresenter,
    private readonly tickets: TicketsRepository,
    private readonly reader: TicketReader,
    private readonly signer: TicketSigner,
  ) {}

  /** @throws NotFoundError, also for an order that was not sold at the counter */
  async get(orderId: number): Promise<SaleResponse> {
    const order = await this.sales.find(orderId);
    if (!order) throw new NotFoundError('sale', orderId);
    return this.present(order);
  }

  async present(order: Order): Promise<SaleResponse> {
    const records = await this.tickets.findByLines(order.lines.map(({ id }) => id));
    const tickets = await this.reader.withScreenings(records);
    const payment = await this.sales.paymentOf(order.id);
    return {
      order: await this.orders.present(order),
      tickets: tickets.map((ticket) => toPrintableTicket(ticket, this.signer.qrOf(ticket))),
      payment: payment ? toCounterPaymentResponse(payment) : null,
    };
  }

  async presentHandedOut({ order, amount, method }: HandedOut): Promise<HandedOutResponse> {
    const handed_out = { amount: decimalOf(amount), currency: order.currency, method };
    return { ...(await this.present(order)), handed_out };
  }
}
