import { contentEtag } from '../../../platform/http/index.js';
import { decimalOf } from '../../../platform/money/index.js';
import { localDateOf } from '../../theatre/index.js';
import type { ContractContent, RentalContract } from './contract.js';
import type { ContractStatus, RentalContractResponse } from './contract.dto.js';
import { type Term, weeksOf } from './film-week.policy.js';

/** A contract as it goes out. */
export function toContractResponse(
  contract: RentalContract,
  { currency, now }: { readonly currency: string; readonly now: Date },
): RentalContractResponse {
  const { distributor, movie, cinema } = contract;
  const today = localDateOf(now, cinema?.timeZone ?? 'UTC');
  return {
    id: contract.id,
    ...contractFacts(contract),
    distributor: { id: distributor.id, name: distributor.name },
    movie: { uuid: movie.uuid, name: movie.name, year: movie.year },
    cinema: cinema && { id: cinema.id, name: cinema.name },
    currency,
    weeks: weeksOf(contract),
    status: statusOn(today, contract),
  };
}

/** What moderators say of a contract, by the names that they use. */
export function contractFacts(
  contract: ContractContent,
): Omit<RentalContractResponse, 'id' | 'distributor' | 'movie' | 'cinema' | 'currency' | 'weeks' | 'status'> {
  return {
    distributor_id: contract.distributor.id,
    movie_uuid: contract.movie.uuid,
    cinema_id: contract.cinema?.id ?? null,
    hall_type: contract.hallType,
    format: contract.format,
    starts_on: contract.startsOn,
    ends_on: contract.endsOn,
    weekly_shares: contract.weeklyShares.map(decimalOf),
    minimum_guarantee: decimalOf(contract.minimumGuarantee),
    tax_included: contract.taxIncluded,
    tax_percent: decimalOf(contract.taxPercent),
    house_costs: decimalOf(contract.houseCosts),
    reference: contract.reference,
    notes: contract.notes,
  };
}

export function contractEtag({ version }: RentalContract): string {
  return contentEtag(String(version), 'rental-contract');
}

function statusOn(today: string, { startsOn, endsOn }: Term): ContractStatus {
  if (today < startsOn) return 'upcoming';
  return today > endsOn ? 'over' : 'running';
}
