import { ApiProperty } from '@nestjs/swagger';
import { ListQuery, PageOf, QueryAnyWord, QueryInteger } from '../../../../platform/lists/index.js';
import { COUNTER_METHODS, type CounterMethod } from '../../../orders/index.js';
import { ENTRY_KINDS, type EntryKind } from '../shifts/shift.js';

/** Money that came into a till or went out of it. */
export class TillEntryResponse {
  /** @example 907 */
  id: number;
  /** @example 31 */
  shift_id: number;
  @ApiProperty({ enum: ENTRY_KINDS, example: 'sale' })
  kind: EntryKind;
  @ApiProperty({ enum: COUNTER_METHODS, example: 'cash' })
  method: CounterMethod;
  /** @example "24.00" */
  amount: string;
  /** @example "usd" */
  currency: string;
  /** @example 1042 */
  order_id: number;
  /**
   * What the order is for.
   * @example ["Heat (1995), Hall 1, row B seat 4, 2026-11-21 18:30"]
   */
  titles: string[];
  /** @example "2026-11-21T17:31:12.000Z" */
  created_at: string;
}

export class TillEntryPage extends PageOf(TillEntryResponse) {}

/** How to list what a till did. */
export class TillEntryListQuery extends ListQuery {
  @QueryInteger(1, 2_147_483_647, {
    description:
      'Of this shift of yours, or of anybody for moderators; of your open one where it is left out.',
    example: 31,
  })
  shift_id?: number;

  @QueryAnyWord(ENTRY_KINDS, { description: 'Only sales, or only refunds.' })
  kind?: EntryKind[];

  @QueryAnyWord(COUNTER_METHODS, { description: 'Only cash, or only cards.' })
  method?: CounterMethod[];
}
