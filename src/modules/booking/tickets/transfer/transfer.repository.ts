import { Injectable } from '@nestjs/common';
import { Database } from '../../../../platform/database/index.js';

/** What a ticket becomes when it is passed on. */
export interface Transfer {
  readonly ticketId: number;
  readonly formerCode: string;
  readonly code: string;
  readonly holderId: number | null;
  readonly holderEmail: string;
  readonly at: Date;
}

/** Tickets that are passed on, and the codes that they had. */
@Injectable()
export class TransferRepository {
  constructor(private readonly database: Database) {}

  async transfer({ ticketId, formerCode, code, holderId, holderEmail, at }: Transfer): Promise<void> {
    await this.database.prepared(
      'transfer-ticket',
      `WITH former AS (
         INSERT INTO former_ticket_codes (code, ticket_id, replaced_at) VALUES ($2, $1, $6))
       UPDATE tickets SET code = $3, holder_id = $4, holder_email = $5, transferred_at = $6 WHERE id = $1`,
      [ticketId, formerCode, code, holderId, holderEmail, at],
    );
  }

  /** When a code was replaced; undefined where it is none that a ticket had before. */
  async replacedAt(code: string): Promise<Date | undefined> {
    const [row] = await this.database.prepared<{ at: Date }>(
      'former-ticket-code',
      'SELECT replaced_at AS at FROM former_ticket_codes WHERE code = $1',
      [code],
    );
    return row?.at;
  }
}
