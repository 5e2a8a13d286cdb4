import { Injectable } from '@nestjs/common';
import { UsersRepository } from './users.repository.js';

/** The people who run the cinema, for contexts that have something to tell them. */
@Injectable()
export class StaffService {
  constructor(private readonly users: UsersRepository) {}

  /** The active accounts in the group of moderators or a higher one. */
  moderators(): Promise<number[]> {
    return this.users.findActiveModerators();
  }
}
