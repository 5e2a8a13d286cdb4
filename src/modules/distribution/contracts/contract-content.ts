import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import { daysAfter } from '../../theatre/index.js';
import type { ContractContent, ContractParties } from './contract.js';
import type { UpdateRentalContractDto } from './contract-input.dto.js';

const MOST_DAYS = 3 * 365 + 1;

/** What a contract is where nobody says otherwise. */
export const NEW_CONTRACT: Omit<
  ContractContent,
  keyof ContractParties | 'startsOn' | 'endsOn' | 'weeklyShares'
> = {
  hallType: null,
  format: null,
  minimumGuarantee: 0,
  taxIncluded: false,
  taxPercent: 0,
  houseCosts: 0,
  reference: null,
  notes: null,
};

/**
 * A contract with what a moderator says of it.
 * @param parties what they name
 * @throws InvalidFieldsError
 */
export function applied(
  content: ContractContent,
  dto: UpdateRentalContractDto,
  parties: ContractParties,
): ContractContent {
  const given = <Value>(value: Value | undefined, former: Value): Value =>
    value === undefined ? former : value;
  const taxIncluded = dto.tax_included ?? content.taxIncluded;
  const changed: ContractContent = {
    ...parties,
    hallType: given(dto.hall_type, content.hallType),
    format: given(dto.format, content.format),
    startsOn: dto.starts_on ?? content.startsOn,
    endsOn: dto.ends_on ?? content.endsOn,
    weeklyShares: dto.weekly_shares ?? content.weeklyShares,
    minimumGuarantee: dto.minimum_guarantee ?? content.minimumGuarantee,
    taxIncluded,
    taxPercent: dto.tax_percent ?? (taxIncluded ? content.taxPercent : 0),
    houseCosts: dto.house_costs ?? content.houseCosts,
    reference: given(dto.reference, content.reference),
    notes: given(dto.notes, content.notes),
  };
  const errors = errorsOf(changed);
  if (errors.length > 0) throw new InvalidFieldsError(errors);
  return changed;
}

function errorsOf({ startsOn, endsOn, taxIncluded, taxPercent }: ContractContent): FieldError[] {
  const errors = [
    endsOn < startsOn && { field: 'ends_on', message: 'must not be before starts_on' },
    endsOn >= daysAfter(startsOn, MOST_DAYS) && {
      field: 'ends_on',
      message: 'must be at most three years after starts_on',
    },
    !taxIncluded && taxPercent > 0 && { field: 'tax_percent', message: 'is for contracts with tax_included' },
    taxIncluded && taxPercent === 0 && { field: 'tax_percent', message: 'is needed with tax_included' },
  ];
  return errors.filter((error) => error !== false);
}
