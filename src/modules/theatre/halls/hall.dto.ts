import { ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { TextLength } from '../../../platform/http/index.js';
import { ListQuery, PageOf } from '../../../platform/lists/index.js';
import { IfGiven, MAX_ID, OneOf, Trimmed, WholeNumber } from '../input-fields.js';
import { HALL_TYPES, type HallType } from './hall.js';

/** A hall of a cinema. */
export class HallResponse {
  /** @example 1 */
  id: number;
  /** @example 1 */
  cinema_id: number;
  /** @example "Hall 1" */
  name: string;
  /**
   * `standard`, `vip`, `imax` or `4dx`.
   * @example "imax"
   */
  type: string;
  /**
   * How long the hall is cleaned after a screening.
   * @example 15
   */
  cleaning_minutes: number;
  /**
   * How many seats it has.
   * @example 180
   */
  capacity: number;
}

export class HallPage extends PageOf(HallResponse) {}

/** A new hall; it has no seats until its layout is given. */
export class CreateHallDto {
  /**
   * Unique in its cinema, whatever its case.
   * @example "Hall 1"
   */
  @Trimmed()
  @TextLength(1, 60)
  name: string;

  /**
   * `standard` unless it is said.
   * @example "imax"
   */
  @IfGiven()
  @OneOf(HALL_TYPES)
  type?: HallType;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 240,
    default: 15,
    description: 'How long the hall is cleaned after a screening. Screenings that there are keep theirs.',
  })
  @IfGiven()
  @WholeNumber(0, 240)
  cleaning_minutes?: number;
}

/** A new hall, with the cinema that it is in. */
export class CreateHallInCinemaDto extends CreateHallDto {
  /** @example 1 */
  @WholeNumber(1, MAX_ID)
  cinema_id: number;
}

/** Changes to a hall; what is left out stays as it is. */
export class UpdateHallDto extends PartialType(CreateHallDto, { skipNullProperties: false }) {}

/** How to list the halls of a cinema. */
export class HallListQuery extends ListQuery {}
