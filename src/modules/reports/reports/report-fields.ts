import { applyDecorators } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { IsOptional } from 'class-validator';
import { MAX_ID, OneOf, WholeNumber } from '../../theatre/index.js';
import { REPORT_FORMATS, REPORT_TYPES } from '../report-kind.js';

/** What a report tells of. */
export const ReportTypeField = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ example: 'revenue' }), OneOf(REPORT_TYPES));

/** What a report is written as. */
export const ReportFormatField = (): PropertyDecorator =>
  applyDecorators(ApiProperty({ example: 'pdf' }), OneOf(REPORT_FORMATS));

/** The id of what a report is narrowed to; null means all. */
export const NarrowedTo = (description: string): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ type: 'integer', required: false, nullable: true, description, example: null }),
    IsOptional(),
    WholeNumber(1, MAX_ID),
  );
