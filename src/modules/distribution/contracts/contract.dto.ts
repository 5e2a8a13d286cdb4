import { ApiProperty } from '@nestjs/swagger';
import { ValidateBy } from 'class-validator';
import { ListQuery, PageOf, QueryInteger, QueryText, QueryDay } from '../../../platform/lists/index.js';
import {
  HALL_TYPES,
  type HallType,
  MAX_ID,
  SCREENING_FORMATS,
  type ScreeningFormat,
} from '../../theatre/index.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const CONTRACT_STATUSES = ['upcoming', 'running', 'over'] as const;

export type ContractStatus = (typeof CONTRACT_STATUSES)[number];

/** Somebody or something by its name. */
export class ContractParty {
  /** @example 4 */
  id: number;
  /** @example "Nordlicht Filmverleih" */
  name: string;
}

/** The film of a contract. */
export class ContractMovie {
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  uuid: string;
  /** @example "Heat" */
  name: string;
  /** @example 1995 */
  year: number;
}

/** A contract: what a distributor gets of what a film takes. */
export class RentalContractResponse {
  /** @example 3 */
  id: number;
  /** @example 4 */
  distributor_id: number;
  distributor: ContractParty;
  /** @example "0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11" */
  movie_uuid: string;
  movie: ContractMovie;
  @ApiProperty({ type: Number, nullable: true, description: 'Null where it holds in all.', example: 1 })
  cinema_id: number | null;
  @ApiProperty({
    type: ContractParty,
    nullable: true,
    example: { id: 1, name: 'Lichtspielhaus am Park' },
  })
  cinema: ContractParty | null;
  @ApiProperty({ enum: HALL_TYPES, nullable: true, description: 'Null for all.', example: 'imax' })
  hall_type: HallType | null;
  @ApiProperty({ enum: SCREENING_FORMATS, nullable: true, description: 'Null for all.', example: '3D' })
  format: ScreeningFormat | null;
  /** @example "2026-11-19" */
  starts_on: string;
  /** @example "2027-01-20" */
  ends_on: string;
  /**
   * Percent of each film week; the last share goes on.
   * @example ["60.00", "50.00", "40.00", "35.00"]
   */
  weekly_shares: string[];
  /**
   * What the distributor gets at least for the whole term.
   * @example "5000.00"
   */
  minimum_guarantee: string;
  /**
   * Whether prices hold a tax that is taken off before the rest is shared.
   * @example true
   */
  tax_included: boolean;
  /** @example "7.00" */
  tax_percent: string;
  /**
   * What each cinema keeps of a film week before the rest is shared.
   * @example "250.00"
   */
  house_costs: string;
  /** @example "usd" */
  currency: string;
  /** @example "NL-2026-117" */
  reference: string | null;
  /** @example "No screenings before 17:00 in the first week." */
  notes: string | null;
  /**
   * How many film weeks it has; the last one may be shorter than seven days.
   * @example 9
   */
  weeks: number;
  @ApiProperty({ enum: CONTRACT_STATUSES, example: 'running' })
  status: ContractStatus;
}

export class RentalContractPage extends PageOf(RentalContractResponse) {}

/** How to list contracts. Filters combine. */
export class ContractListQuery extends ListQuery {
  @QueryText(120, {
    description: 'Only those with this in the name of the film or the distributor, or in the reference.',
    example: 'Heat',
  })
  q?: string;

  @QueryInteger(1, MAX_ID, { description: 'The distributor.', example: 4 })
  distributor_id?: number;

  @QueryText(36, { description: 'The film.', example: '0d8ae6b3-3b6f-4b8e-8f3c-2f9c8f1f6b11' })
  @ValidateBy({
    name: 'uuid',
    validator: {
      validate: (value) => typeof value === 'string' && UUID.test(value),
      defaultMessage: () => 'must be the uuid of a film',
    },
  })
  movie_uuid?: string;

  @QueryInteger(1, MAX_ID, {
    description: 'Only those that hold in this cinema: its own, and those for all cinemas.',
    example: 1,
  })
  cinema_id?: number;

  @QueryDay({ description: 'Only those that run on this day.', example: '2026-11-21' })
  on?: string;

  @QueryDay({ description: 'Only those that run on this day or later.', example: '2026-11-01' })
  from?: string;

  @QueryDay({ description: 'Only those that run on this day or earlier.', example: '2026-12-31' })
  to?: string;
}
