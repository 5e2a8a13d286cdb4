import { ApiProperty } from '@nestjs/swagger';
import { QueryDay, QueryInteger, QueryWord } from '../../../platform/lists/index.js';
import { MAX_ID } from '../../theatre/index.js';

export const SALES_GROUPS = [
  'day',
  'week',
  'month',
  'movie',
  'cinema',
  'hall',
  'hall_type',
  'kind',
  'method',
  'seller',
] as const;

export type SalesGroup = (typeof SALES_GROUPS)[number];

/** What was sold and given back, in a day, of a film, … */
export class SalesTotalsResponse {
  /**
   * Orders that it was sold in.
   * @example 12
   */
  orders: number;
  /**
   * Pieces that were sold.
   * @example 15
   */
  quantity: number;
  /**
   * What they cost, after discounts, in money and points.
   * @example "149.85"
   */
  gross: string;
  /**
   * What was given back in these days, whenever the sale was.
   * @example "9.99"
   */
  refunded: string;
  /**
   * The difference; negative where more was given back than sold.
   * @example "139.86"
   */
  net: string;
}

export class SalesRowResponse extends SalesTotalsResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'A day, a week or a month by its first day, a film by its uuid, a cinema, hall or seller by its id, hall types, kinds and methods by ' +
      'their names. Null for what belongs to none.',
    example: '2026-11-21',
  })
  key: string | null;
  /**
   * The same for people.
   * @example "2026-11-21"
   */
  label: string;
}

/** Sales of a span of days. */
export class SalesResponse {
  @ApiProperty({ enum: SALES_GROUPS, example: 'day' })
  group_by: SalesGroup;
  /** @example "2026-10-22" */
  from: string;
  /** @example "2026-11-21" */
  to: string;
  /** @example "usd" */
  currency: string;
  total: SalesTotalsResponse;
  /** At most 1,100: the latest days, weeks and months, and what sold best. */
  items: SalesRowResponse[];
}

const DAYS = 'Days are those of the cinema in which something was sold, and of UTC for films sold online.';

/** Which sales. */
export class SalesQuery {
  @QueryDay({
    description: `The first day; 30 days before the last one when left out. ${DAYS}`,
    example: '2026-11-01',
  })
  from?: string;

  @QueryDay({
    description: 'The last day, which belongs to the span; today when left out.',
    example: '2026-11-30',
  })
  to?: string;

  @QueryWord(SALES_GROUPS, {
    description:
      'What to add up by. By method, points stand beside the money that they were paid with, and `free` is what cost nothing.',
    default: 'day',
  })
  group_by: SalesGroup = 'day';

  @QueryInteger(1, MAX_ID, { description: 'Of one cinema alone.', example: 1 })
  cinema_id?: number;
}
