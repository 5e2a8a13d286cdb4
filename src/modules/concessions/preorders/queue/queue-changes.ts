import { Injectable } from '@nestjs/common';
import { Database, Transaction } from '../../../../platform/database/index.js';
import { ChangeAnnouncer } from '../../../../platform/jobs/index.js';

/** What PostgreSQL is notified on; the payload is ids of cinemas, separated by commas. */
export const QUEUE_CHANGES_CHANNEL = 'preorder_changes';

/** Tells every process at which cinemas something is to be picked up, or not any more. */
@Injectable()
export class QueueChanges extends ChangeAnnouncer {
  constructor(database: Database, transaction: Transaction) {
    super(QUEUE_CHANGES_CHANNEL, database, transaction);
  }
}
