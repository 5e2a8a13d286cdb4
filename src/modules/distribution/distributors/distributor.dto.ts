import { PartialType } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { ListQuery, PageOf, QueryText } from '../../../platform/lists/index.js';
import { MailableEmail } from '../../booking/index.js';
import { IfGiven, Trimmed, WholeNumber } from '../../theatre/index.js';

/** Who lends films. */
export class DistributorResponse {
  /** @example 4 */
  id: number;
  /** @example "Nordlicht Filmverleih" */
  name: string;
  /** @example "Ida Lund" */
  contact_name: string | null;
  /** @example "abrechnung@nordlicht.example" */
  email: string | null;
  /** @example "+49 30 555 0142" */
  phone: string | null;
  /** @example "Torstraße 12, 10119 Berlin" */
  address: string | null;
  /** @example "DE 811 223 344" */
  tax_number: string | null;
  /**
   * How many days after the end of a film week it is to be paid.
   * @example 14
   */
  payment_days: number;
  /** @example "Wants the list of admissions on Monday." */
  notes: string | null;
}

export class DistributorPage extends PageOf(DistributorResponse) {}

/** A new distributor. */
export class CreateDistributorDto {
  /**
   * Unique, whatever its case.
   * @example "Nordlicht Filmverleih"
   */
  @Trimmed()
  @TextLength(1, 120)
  name: string;

  /** @example "Ida Lund" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 120)
  contact_name?: string | null;

  @IsOptional()
  @MailableEmail({
    required: false,
    description: 'Where settlements are sent to.',
    example: 'abrechnung@nordlicht.example',
  })
  email?: string | null;

  /** @example "+49 30 555 0142" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 40)
  phone?: string | null;

  /** @example "Torstraße 12, 10119 Berlin" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 300)
  address?: string | null;

  /** @example "DE 811 223 344" */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 40)
  tax_number?: string | null;

  /**
   * How many days after the end of a film week it is to be paid; 14 when left out.
   * @example 14
   */
  @IfGiven()
  @WholeNumber(0, 180)
  payment_days?: number;

  /** @example "Wants the list of admissions on Monday." */
  @IsOptional()
  @Trimmed()
  @TextLength(1, 2000)
  notes?: string | null;
}

/** Changes to a distributor; what is left out stays as it is, and null takes away what may be missing. */
export class UpdateDistributorDto extends PartialType(CreateDistributorDto, { skipNullProperties: false }) {}

/** How to list distributors. */
export class DistributorListQuery extends ListQuery {
  @QueryText(120, {
    description: 'Only those with this in their name, contact, e-mail or tax number.',
    example: 'Nordlicht',
  })
  q?: string;
}
