import { Injectable } from '@nestjs/common';
import { type FieldError, InvalidFieldsError } from '../../../platform/errors/index.js';
import type { ContractParties } from './contract.js';
import type { UpdateRentalContractDto } from './contract-input.dto.js';
import { ContractPartiesRepository } from './contract-parties.repository.js';

/** Finds whom and what contracts name. */
@Injectable()
export class ContractPartiesService {
  constructor(private readonly parties: ContractPartiesRepository) {}

  /**
   * Whom and what a contract names from now on, kept from being deleted until the transaction ends; the distributor first, then
   * the film, then the cinema. What stays as it was may have been deleted.
   * @throws InvalidFieldsError for what there is not
   */
  async of(dto: UpdateRentalContractDto, former: Partial<ContractParties>): Promise<ContractParties> {
    const { distributor_id: distributorId, movie_uuid, cinema_id: cinemaId } = dto;
    const uuid = movie_uuid?.toLowerCase() ?? former.movie?.uuid ?? '';
    const distributor =
      distributorId === undefined || distributorId === former.distributor?.id
        ? former.distributor
        : await this.parties.lockDistributor(distributorId);
    const found = await this.parties.lockMovie(uuid);
    const movie = uuid === former.movie?.uuid ? former.movie : found;
    const cinema =
      cinemaId === undefined || cinemaId === former.cinema?.id
        ? former.cinema
        : cinemaId === null
          ? null
          : await this.parties.lockCinema(cinemaId);
    const isCinemaKnown = cinema !== undefined || cinemaId === undefined;
    if (distributor && movie && isCinemaKnown) return { distributor, movie, cinema: cinema ?? null };
    const errors: (FieldError | false)[] = [
      !distributor && { field: 'distributor_id', message: 'is no distributor' },
      !movie && { field: 'movie_uuid', message: 'is no film' },
      !isCinemaKnown && { field: 'cinema_id', message: 'is no cinema' },
    ];
    throw new InvalidFieldsError(errors.filter((error) => error !== false));
  }
}
