import { Injectable } from '@nestjs/common';
import { LineDescriptions } from '../lines/line-descriptions.service.js';
import type { Order } from '../order.js';
import type { OrderResponse } from './order.dto.js';
import { toOrderResponse } from './order.mapper.js';

/** Shows an order to its buyer after something was done with it. */
@Injectable()
export class OrderPresenter {
  constructor(private readonly descriptions: LineDescriptions) {}

  async present(order: Order): Promise<OrderResponse> {
    return toOrderResponse(await this.descriptions.ofOne(order));
  }
}
