import { ApiProperty } from '@nestjs/swagger';
import { isEmail, ValidateBy } from 'class-validator';
import { TicketScreeningResponse, TicketSeatResponse } from '../ticket.dto.js';

const MAX_EMAIL = 254;
/** Characters that are not seen or turn the text around them, and look-alikes that fold into other letters. */
const UNUSABLE = /["<>\p{C}\p{Z}\u0130]/u;

/** Whether mails can go to it, and an account could have it. */
function isMailable(value: unknown): boolean {
  // In this order: isEmail throws at half a character.
  return (
    typeof value === 'string' && !UNUSABLE.test(value) && value === value.normalize('NFKC') && isEmail(value)
  );
}

/** To whom a ticket is passed on. */
export class TransferDto {
  @ApiProperty({ format: 'email', maxLength: MAX_EMAIL, example: 'bo@mail.example' })
  @ValidateBy({
    name: 'mailable',
    validator: {
      validate: isMailable,
      defaultMessage: () => `must be an e-mail address of at most ${MAX_EMAIL} characters`,
    },
  })
  email: string;
}

/** A ticket that was passed on: its new code goes to the new holder alone. */
export class TransferResponse {
  /** @example "bo@mail.example" */
  email: string;
  /** @example "2026-11-20T09:31:12.000Z" */
  transferred_at: string;
  screening: TicketScreeningResponse;
  seat: TicketSeatResponse;
}
