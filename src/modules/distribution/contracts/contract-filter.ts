import { InvalidFieldsError } from '../../../platform/errors/index.js';
import type { SqlParameters } from '../../../platform/lists/index.js';
import type { ContractListQuery } from './contract.dto.js';

/** Which contracts are meant; all conditions hold at once. */
export interface ContractFilter {
  /** A part of the name of the film or the distributor, or of the reference. */
  readonly q: string | undefined;
  readonly distributorId: number | undefined;
  readonly movieUuid: string | undefined;
  /** Those that hold in this cinema: its own, and those for all cinemas. */
  readonly cinemaId: number | undefined;
  /** Those that run on this day. */
  readonly on: string | undefined;
  /** Those that run on some day from `from` to `to`. */
  readonly from: string | undefined;
  readonly to: string | undefined;
}

const LIKE_SIGNS = /[\\%_]/g;

/** The filter as a condition on `rental_contracts k`, `distributors d` and `movies m`. */
export function conditionOf(filter: ContractFilter, parameters: SqlParameters): string {
  const { distributorId, movieUuid, cinemaId, on, from, to } = filter;
  const q = filter.q?.trim() ?? '';
  const pattern = q === '' ? '' : parameters.add(`%${q.replace(LIKE_SIGNS, '\\$&')}%`);
  const conditions = [
    'k.deleted_at IS NULL',
    pattern !== '' && `(m.name ILIKE ${pattern} OR d.name ILIKE ${pattern} OR k.reference ILIKE ${pattern})`,
    distributorId !== undefined && `k.distributor_id = ${parameters.add(distributorId)}`,
    movieUuid !== undefined && `m.uuid = ${parameters.add(movieUuid)}::uuid`,
    cinemaId !== undefined && `(k.cinema_id IS NULL OR k.cinema_id = ${parameters.add(cinemaId)})`,
    on !== undefined && `${parameters.add(on)}::date BETWEEN k.starts_on AND k.ends_on`,
    from !== undefined && `k.ends_on >= ${parameters.add(from)}::date`,
    to !== undefined && `k.starts_on <= ${parameters.add(to)}::date`,
  ];
  return conditions.filter((condition) => condition !== false).join(' AND ');
}

/** Reads the filters of a query. @throws InvalidFieldsError */
export function contractFilter(query: ContractListQuery): ContractFilter {
  const { on, from, to } = query;
  if (from !== undefined && to !== undefined && from > to)
    throw new InvalidFieldsError([{ field: 'from', message: 'must not be later than to' }]);
  return {
    q: query.q,
    distributorId: query.distributor_id,
    movieUuid: query.movie_uuid,
    cinemaId: query.cinema_id,
    on,
    from,
    to,
  };
}
