import { ApiProperty, ApiPropertyOptional, OmitType } from '@nestjs/swagger';
import { Transform, type TransformFnParams, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsDate,
  IsIn,
  IsInt,
  Matches,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { TextLength } from '../../../platform/http/index.js';
import { TicketResponse, TicketScreeningResponse, TicketSeatResponse } from '../tickets/ticket.dto.js';
import { type Direction, DIRECTIONS } from './passages.policy.js';

const IfGiven = (): PropertyDecorator => ValidateIf((_, value) => value !== undefined && value !== null);
const MAX_ID = 2_147_483_647;
const MAX_SCANS = 500;
const ID_MESSAGE = `must be a whole number from 1 to ${MAX_ID}`;
const TIME_WITH_OFFSET =
  /^(19|2\d)\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** A ticket at the door, whenever it is scanned. */
class ScanDto {
  @ApiPropertyOptional({
    description: 'What the QR says. Either this or `code`.',
    example: 'OC1.2026a.ABCD…',
  })
  @IfGiven()
  @TextLength(1, 500)
  qr?: string;

  @ApiPropertyOptional({
    description: 'The code as it is printed, where the QR cannot be read.',
    example: 'ABCD-EFGH-JKLM-NPQR',
  })
  @IfGiven()
  @TextLength(1, 100)
  code?: string;

  /**
   * The screening whose door it is: tickets for others are refused.
   * @example 12
   */
  @IfGiven()
  @IsInt({ message: ID_MESSAGE })
  @Min(1, { message: ID_MESSAGE })
  @Max(MAX_ID, { message: ID_MESSAGE })
  screening_id?: number;

  @ApiPropertyOptional({ description: 'What the scanner calls itself.', example: 'door-2' })
  @IfGiven()
  @Matches(/^[^\p{C}\p{Zl}\p{Zp}]{1,60}$/u, { message: 'must be text of 1 to 60 characters on one line' })
  device?: string;

  @ApiPropertyOptional({
    enum: DIRECTIONS,
    description: '`out` for whoever leaves and may come back.',
    default: 'in',
  })
  @IfGiven()
  @IsIn(DIRECTIONS, { message: `must be one of ${DIRECTIONS.join(', ')}` })
  direction?: Direction;
}

/** A ticket at the door. */
export class CheckInDto extends ScanDto {
  @ApiPropertyOptional({
    description:
      'Random, new for each scan: the same device that sends the same one again, because it heard nothing, gets the same answer.',
    example: '5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11',
  })
  @IfGiven()
  @Matches(/^[\x21-\x7e]{1,64}$/, { message: 'must be 1 to 64 visible ASCII characters' })
  nonce?: string;
}

/** A scan that was made without a connection. */
export class OfflineScanDto extends ScanDto {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-11-21T17:12:40.000Z' })
  @Transform(({ value }: TransformFnParams): unknown =>
    typeof value === 'string' && TIME_WITH_OFFSET.test(value) ? new Date(value) : value,
  )
  @IsDate({ message: 'must be a time with its offset, such as 2026-11-21T17:12:40Z' })
  scanned_at: Date;

  @ApiProperty({ description: 'Random, new for each scan.', example: '5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11' })
  @Matches(/^[\x21-\x7e]{1,64}$/, { message: 'must be 1 to 64 visible ASCII characters' })
  nonce: string;
}

/** Scans that were made without a connection. */
export class CheckInBatchDto {
  @ApiProperty({ type: [OfflineScanDto], minItems: 1, maxItems: MAX_SCANS })
  @IsArray({ message: 'must be a list of scans' })
  @ArrayMinSize(1, { message: 'must have a scan' })
  @ArrayMaxSize(MAX_SCANS, { message: `takes at most ${MAX_SCANS} scans` })
  @ValidateNested({ each: true, message: 'must be a list of scans' })
  @Type(() => OfflineScanDto)
  scans: OfflineScanDto[];
}

/** How many people a screening has at this moment. */
export class AdmissionsResponse {
  /** @example 12 */
  screening_id: number;
  /** @example 240 */
  capacity: number;
  /**
   * Tickets that were not given back.
   * @example 180
   */
  sold: number;
  /**
   * Of these, how many somebody was let in with.
   * @example 120
   */
  checked_in: number;
  /** @example 117 */
  inside: number;
  /**
   * Who was let in and left.
   * @example 3
   */
  left: number;
  /**
   * Of these, how many nobody came with yet.
   * @example 60
   */
  expected: number;
}

/** What a scan comes to that counts. */
export const SCAN_RESULTS = ['checked-in', 're-entered', 'left'] as const;

export type ScanResult = (typeof SCAN_RESULTS)[number];

/** A ticket at the door; its QR is known there. */
export class CheckedTicketResponse extends OmitType(TicketResponse, ['qr'] as const) {}

/** Somebody was let through. */
export class CheckInResponse {
  @ApiProperty({ enum: SCAN_RESULTS, example: 'checked-in' })
  result: ScanResult;
  /** @example "2026-11-21T17:12:40.000Z" */
  scanned_at: string;
  ticket: CheckedTicketResponse;
  screening: TicketScreeningResponse;
  seat: TicketSeatResponse;
  admissions: AdmissionsResponse;
}

/** A scan that counted until an earlier one became known. */
export class SupersededScanResponse {
  /** @example "2026-11-21T17:15:02.000Z" */
  scanned_at: string;
  /** @example 2 */
  by: number | null;
  /** @example "door-2" */
  device: string | null;
}

/** What became of one offline scan. */
export class OfflineScanResponse {
  /**
   * Its place in the list that was sent, from 0.
   * @example 0
   */
  index: number;
  /** @example "5f0c9a52-6d1e-4d0e-9f63-8a3f0a8e2a11" */
  nonce: string;
  /** @example true */
  accepted: boolean;
  @ApiProperty({ enum: SCAN_RESULTS, nullable: true, example: 'checked-in' })
  result: ScanResult | null;
  /**
   * Null where the QR names none.
   * @example "ABCDEFGHJKLMNPQR"
   */
  code: string | null;
  /** Later scans that this one takes the place of: whoever came then has no place. */
  supersedes: SupersededScanResponse[];
  @ApiProperty({
    type: Object,
    nullable: true,
    description: 'Why it does not count, as `POST /tickets/check-in` would say it.',
    example: null,
  })
  problem: Record<string, unknown> | null;
}

/** What became of offline scans, in their order. */
export class CheckInBatchResponse {
  /** @example 1 */
  accepted: number;
  /** @example 0 */
  refused: number;
  results: OfflineScanResponse[];
}
