import { Injectable } from '@nestjs/common';
import { Clock } from '../../../platform/clock/index.js';
import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { OrderedConcessionDto, Prepared } from '../../orders/index.js';
import { MenuRepository } from '../menu/menu.repository.js';
import { allot, type ItemWish } from '../stock/allotment.policy.js';
import { StockRepository } from '../stock/stock.repository.js';
import { toExclusion, toLine } from './concession-line.js';

/** Pieces in one order. */
const MAX_PIECES = 200;

/** Turns what is asked for into lines that can be ordered; inside the transaction of the order. */
@Injectable()
export class WishedLines {
  constructor(
    private readonly menu: MenuRepository,
    private readonly stock: StockRepository,
    private readonly clock: Clock,
  ) {}

  /**
   * From here on nobody else gets what was found before the transaction ends.
   * @throws InvalidFieldsError where it is not said at which of several cinemas, or too much is asked for
   */
  async of(asked: readonly OrderedConcessionDto[]): Promise<Prepared> {
    const wishes = await this.wishesOf(asked);
    const ids = [...new Set(wishes.map(({ itemId }) => itemId))];
    await this.stock.lock(ids);
    const items = await this.menu.findAll(ids, this.clock.now());
    const { granted, refused } = allot(wishes, new Map(items.map((item) => [item.id, item])));
    return {
      lines: granted.map(({ item, quantity }) => toLine(item, quantity)),
      excluded: refused.map(toExclusion),
    };
  }

  private async wishesOf(asked: readonly OrderedConcessionDto[]): Promise<ItemWish[]> {
    const isSaid = asked.every(({ cinema_id }) => typeof cinema_id === 'number');
    const only = isSaid ? undefined : await this.menu.onlyCinema();
    const errors = asked.flatMap(({ cinema_id }, index) =>
      (cinema_id ?? only) === undefined
        ? [
            {
              field: `concessions[${index}].cinema_id`,
              message: 'must be given: there is not one cinema only',
            },
          ]
        : [],
    );
    if (errors.length > 0) throw new InvalidFieldsError(errors);
    if (asked.reduce((sum, { quantity }) => sum + quantity, 0) > MAX_PIECES) {
      const message = `must come to at most ${MAX_PIECES} pieces together`;
      throw new InvalidFieldsError([{ field: 'concessions', message }]);
    }
    return asked.map(({ cinema_id, item_id, quantity }) => ({
      itemId: item_id,
      cinemaId: cinema_id ?? only ?? 0,
      quantity,
    }));
  }
}
