import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { ProfilesService } from '../../profiles/index.js';
import type { ScreeningFacts } from '../../theatre/index.js';
import { counterStop, isTooYoung, saleStop } from './admission.policy.js';
import { SeatsNotOnSaleError, TooYoungForScreeningError } from './holds.errors.js';

/** Who may have seats of a screening now. */
@Injectable()
export class Admission {
  constructor(
    private readonly profiles: ProfilesService,
    private readonly clock: Clock,
  ) {}

  /**
   * @param exempt at the box office, where the age is judged on sight and seats are sold until the end
   * @throws SeatsNotOnSaleError, TooYoungForScreeningError
   */
  async require(screening: ScreeningFacts, { userId }: Principal, exempt: boolean): Promise<void> {
    const stop = (exempt ? counterStop : saleStop)(screening, this.clock.now());
    if (stop) throw new SeatsNotOnSaleError(stop);
    const { name, minAge } = screening.movie;
    if (exempt || minAge === null) return;
    const { dateOfBirth } = await this.profiles.buyerFacts(userId);
    if (isTooYoung(screening, dateOfBirth)) throw new TooYoungForScreeningError(name, minAge);
  }
}
