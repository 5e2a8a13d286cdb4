import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { discover } from '../../../platform/discovery/index.js';
import { generatedReport, REPORT_TYPES, type ReportKind, type ReportType } from '../report-kind.js';

/** Which provider makes which type of report. */
@Injectable()
export class ReportKinds implements OnModuleInit {
  private kinds: ReadonlyMap<ReportType, ReportKind> = new Map();

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where a type is made by nobody or by two: the start ends here */
  onModuleInit(): void {
    const kinds = new Map<ReportType, ReportKind>();
    for (const [provider, type] of discover(this.discovery, generatedReport)) {
      if (kinds.has(type)) throw new Error(`Two providers have @GeneratesReport('${type}').`);
      kinds.set(type, provider as ReportKind);
    }
    const missing = REPORT_TYPES.filter((type) => !kinds.has(type));
    if (missing.length > 0) throw new Error(`No provider has @GeneratesReport for ${missing.join(', ')}.`);
    this.kinds = kinds;
  }

  /** @throws Error for a type that nobody makes */
  of(type: ReportType): ReportKind {
    const kind = this.kinds.get(type);
    if (!kind) throw new Error(`Nobody makes reports of the type ${type}.`);
    return kind;
  }
}
