import { Injectable } from '@nestjs/common';
import type { ReportDocument } from './report-document.js';

export const REPORT_TYPES = [
  'revenue',
  'popular_films',
  'occupancy',
  'distributor_settlement',
  'concession_sales',
  'promo_and_bonus',
  'refunds',
] as const;

export type ReportType = (typeof REPORT_TYPES)[number];

export const REPORT_FORMATS = ['pdf', 'xlsx', 'csv'] as const;

export type ReportFormat = (typeof REPORT_FORMATS)[number];

/** What a report is made of. */
export interface ReportScope {
  /** Both days belong to it; days are those of the cinema, and of UTC for what is sold online alone. */
  readonly from: string;
  readonly to: string;
  /** All cinemas, and what is sold online, where null. */
  readonly cinemaId: number | null;
  /** For settlements: all distributors where null. */
  readonly distributorId: number | null;
}

const GENERATES_REPORT = Symbol('GeneratesReport');

/** A kind of report: where its figures come from and how they are told. */
export interface ReportKind {
  /**
   * @param advance is told how much is done, in percent, where it takes long
   */
  make(scope: ReportScope, advance: (percent: number) => Promise<void>): Promise<ReportDocument>;
}

/** Marks the provider that makes a kind of report; there is exactly one of each. */
export const GeneratesReport =
  (type: ReportType) =>
  (target: new (...dependencies: never[]) => ReportKind): void => {
    Injectable()(target);
    Reflect.defineMetadata(GENERATES_REPORT, type, target);
  };

/** The kind of report that a class makes. */
export function generatedReport(type: object): ReportType | undefined {
  return Reflect.getMetadata(GENERATES_REPORT, type) as ReportType | undefined;
}
