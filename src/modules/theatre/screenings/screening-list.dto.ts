import { ValidateBy } from 'class-validator';
import {
  ListQuery,
  PageOf,
  QueryAnyWord,
  QueryBoolean,
  QueryIntegers,
  QueryMoment,
  QueryNames,
  QueryText,
} from '../../../platform/lists/index.js';
import { HALL_TYPES, type HallType } from '../halls/hall.js';
import { isDate } from './local-time.policy.js';
import { ScreeningResponse } from './screening.dto.js';
import {
  SCREENING_FORMATS,
  SCREENING_STATUSES,
  type ScreeningFormat,
  type ScreeningStatus,
} from './screening-facts.js';

const MAX_ID = 2_147_483_647;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Each value of a parameter that may be given several times is of a certain shape. */
const Each = (is: (value: string) => boolean, message: string): PropertyDecorator =>
  ValidateBy(
    {
      name: 'each',
      validator: {
        validate: (value) => typeof value === 'string' && is(value),
        defaultMessage: () => message,
      },
    },
    { each: true },
  );

/** How to find screenings. Filters combine; several values of one mean any of them. */
export class ScreeningListQuery extends ListQuery {
  @QueryNames(10, {
    description: 'The day of the start, each screening’s in the time zone of its own cinema.',
    example: ['2026-11-21'],
  })
  @Each(isDate, 'must be a date such as 2026-11-21')
  date?: string[];

  @QueryMoment('from', { description: 'Starts at this time or later.', example: '2026-11-21T18:00:00Z' })
  from?: Date;

  @QueryMoment('to', { description: 'Starts at this time or earlier.', example: '2026-11-28' })
  to?: Date;

  @QueryNames(36, { description: 'The film.', example: ['0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11'] })
  @Each((value) => UUID.test(value), 'must be a UUID')
  movie_uuid?: string[];

  @QueryIntegers(1, MAX_ID, { description: 'The cinema.', example: [1] })
  cinema_id?: number[];

  @QueryIntegers(1, MAX_ID, { description: 'The hall.', example: [3] })
  hall_id?: number[];

  @QueryAnyWord(HALL_TYPES, { description: 'What the hall is.', example: ['imax'] })
  hall_type?: HallType[];

  @QueryAnyWord(SCREENING_FORMATS, { description: 'How it is shown.', example: ['2D'] })
  format?: ScreeningFormat[];

  @QueryNames(35, { description: 'What is spoken, whatever the case.', example: ['en'] })
  language?: string[];

  @QueryBoolean({
    description: 'Only screenings with free seats that are on sale now (or only the others).',
    example: true,
  })
  available?: boolean;

  @QueryAnyWord(SCREENING_STATUSES, {
    description: 'Whether they take place; without it only those that do.',
    example: ['scheduled'],
  })
  status?: ScreeningStatus[];
}

export class ScreeningPage extends PageOf(ScreeningResponse) {}

/** For what a free start is sought. */
export class FreeSlotsQuery {
  @QueryText(10, {
    description: 'The day, on the calendar of the cinema; today without it.',
    example: '2026-11-21',
  })
  @ValidateBy({
    name: 'date',
    validator: {
      validate: (value) => typeof value === 'string' && isDate(value),
      defaultMessage: () => 'must be a date such as 2026-11-21',
    },
  })
  date?: string;

  @QueryText(36, {
    description: 'The film; it has to be named.',
    example: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11',
  })
  @ValidateBy({
    name: 'uuid',
    validator: {
      validate: (value) => typeof value === 'string' && UUID.test(value),
      defaultMessage: () => 'must be the uuid of a film',
    },
  })
  movie_uuid?: string;
}

/** A span of starts at which a hall is free for long enough. */
export class FreeSlot {
  /**
   * The first moment at which the film can begin.
   * @example "2026-11-21T20:35:00.000Z"
   */
  from: string;
  /**
   * The last one.
   * @example "2026-11-21T22:59:00.000Z"
   */
  until: string;
  /** @example "2026-11-21T21:35:00+01:00" */
  local_from: string;
  /** @example "2026-11-21T23:59:00+01:00" */
  local_until: string;
}

/** When a film can begin in a hall on a day. */
export class FreeSlotsResponse {
  /** @example 3 */
  hall_id: number;
  /** @example "2026-11-21" */
  date: string;
  /**
   * How long the film keeps the hall, trailers and cleaning included, in minutes.
   * @example 185
   */
  minutes: number;
  items: FreeSlot[];
}
