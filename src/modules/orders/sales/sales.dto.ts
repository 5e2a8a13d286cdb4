import { ApiProperty } from '@nestjs/swagger';
import { QueryMoment, QueryWord } from '../../../platform/lists/index.js';

export const SALES_GROUPS = ['day', 'week', 'month', 'movie', 'cinema', 'kind'] as const;

export type SalesGroup = (typeof SALES_GROUPS)[number];

/** What was sold, in a day, of a film, … */
export class SalesTotalsResponse {
  /**
   * Orders that it was sold in.
   * @example 12
   */
  orders: number;
  /**
   * Pieces.
   * @example 15
   */
  quantity: number;
  /**
   * What they cost, after discounts.
   * @example "149.85"
   */
  gross: string;
  /**
   * What was given back of that, whenever that was.
   * @example "9.99"
   */
  refunded: string;
  /**
   * The difference.
   * @example "139.86"
   */
  net: string;
}

export class SalesRowResponse extends SalesTotalsResponse {
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'A day, week or month by its first day, a film by its uuid, a kind by its name. Null for what belongs to no film or cinema.',
    example: '2026-11-21',
  })
  key: string | null;
  /**
   * The same for people.
   * @example "2026-11-21"
   */
  label: string;
}

/** Sales of a span of time. */
export class SalesResponse {
  @ApiProperty({ enum: SALES_GROUPS, example: 'day' })
  group_by: SalesGroup;
  /** @example "2026-10-22T00:00:00.000Z" */
  from: string;
  /** @example "2026-11-22T00:00:00.000Z" */
  to: string;
  /** @example "usd" */
  currency: string;
  total: SalesTotalsResponse;
  /** At most 1,000: the latest days, weeks and months, and what sold best. */
  items: SalesRowResponse[];
}

/** Which sales. */
export class SalesQuery {
  @QueryMoment('from', {
    description:
      'What was paid at this time or later; the last 30 days when left out. A date alone means its beginning, in UTC.',
    example: '2026-11-01',
  })
  from?: Date;

  @QueryMoment('to', {
    description: 'What was paid at this time or earlier. A date alone means the whole day, in UTC.',
    example: '2026-11-30',
  })
  to?: Date;

  @QueryWord(SALES_GROUPS, { description: 'What to add up by. Days are those of UTC.', default: 'day' })
  group_by: SalesGroup = 'day';
}
