import { type AccountEraser, ErasesAccounts } from '../../accounts/index.js';
import { OwnStateRepository } from './own-state.repository.js';

/** With an account go its reactions, ratings and favourites; the counters of films follow. */
@ErasesAccounts()
export class OwnStateEraser implements AccountEraser {
  constructor(private readonly states: OwnStateRepository) {}

  eraseAccount(userId: number): Promise<void> {
    return this.states.deleteAllOf(userId);
  }
}
