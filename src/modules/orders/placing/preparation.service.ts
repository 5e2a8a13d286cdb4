import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { NewLine, Prepared } from '../lines/order-line-kind.js';
import { OrderLineKinds } from '../lines/order-line-kinds.js';
import { PriceAdjustments } from '../pricing/price-adjustments.js';
import type { CreateOrderDto } from './create-order.dto.js';

/** What requests come to, over everything that is sold. */
@Injectable()
export class OrderPreparation {
  constructor(
    private readonly kinds: OrderLineKinds,
    private readonly adjustments: PriceAdjustments,
  ) {}

  /**
   * Asks each kind of thing for its part.
   * @param owner whose order it is to be; null for somebody without an account
   * @throws InvalidFieldsError for what nobody sells here: it is not left out silently
   */
  async prepare(
    request: CreateOrderDto,
    buyer: Principal,
    owner: number | null = buyer.userId,
  ): Promise<Prepared> {
    this.requireOffered(request);
    await this.adjustments.enter(request, owner);
    const lines: NewLine[] = [];
    const excluded: Prepared['excluded'][number][] = [];
    for (const seller of this.kinds.all) {
      const prepared = await seller.prepare(request, buyer);
      lines.push(...prepared.lines);
      excluded.push(...prepared.excluded);
    }
    return { lines, excluded };
  }

  private requireOffered(request: CreateOrderDto): void {
    const offered = new Set(
      [...this.kinds.all, ...this.adjustments.all].flatMap(({ requestFields }) => requestFields),
    );
    const asked = Object.entries(request).filter(([, value]) => value !== undefined && value !== null);
    const unknown = asked.filter(([field]) => !offered.has(field as keyof CreateOrderDto));
    if (unknown.length === 0) return;
    throw new InvalidFieldsError(
      unknown.map(([field]) => ({ field, message: 'is not offered by this cinema' })),
    );
  }
}
