import { Injectable } from '@nestjs/common';
import { Database, Transaction } from '../../../platform/database/index.js';
import { ChangeAnnouncer } from '../../../platform/jobs/index.js';

/** What PostgreSQL is notified on; the payload is ids of screenings, separated by commas. */
export const SEAT_CHANGES_CHANNEL = 'seat_changes';

/** Tells every process of which screenings something was taken or set free. */
@Injectable()
export class SeatChanges extends ChangeAnnouncer {
  constructor(database: Database, transaction: Transaction) {
    super(SEAT_CHANGES_CHANNEL, database, transaction);
  }
}
