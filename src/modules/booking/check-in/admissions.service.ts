import { Injectable } from '@nestjs/common';
import { NotFoundError } from '../../../platform/errors/index.js';
import { type ScreeningFacts, ScreeningFactsRepository } from '../../theatre/index.js';
import type { AdmissionsResponse } from './check-in.dto.js';
import { CheckInsRepository } from './check-ins.repository.js';

/** How many people a screening has. */
@Injectable()
export class AdmissionsService {
  constructor(
    private readonly checkIns: CheckInsRepository,
    private readonly screenings: ScreeningFactsRepository,
  ) {}

  /** @throws NotFoundError */
  async get(screeningId: number): Promise<AdmissionsResponse> {
    const screening = await this.screenings.find(screeningId);
    if (!screening) throw new NotFoundError('screening', screeningId);
    return this.of(screening);
  }

  async of({ id, hall }: ScreeningFacts): Promise<AdmissionsResponse> {
    const { sold, checkedIn, inside } = await this.checkIns.headsOf(id);
    return {
      screening_id: id,
      capacity: hall.capacity,
      sold,
      checked_in: checkedIn,
      inside,
      left: checkedIn - inside,
      expected: sold - checkedIn,
    };
  }
}
