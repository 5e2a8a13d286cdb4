import { Injectable } from '@nestjs/common';
import type { Principal } from '../../../platform/auth/index.js';
import { Clock } from '../../../platform/clock/index.js';
import { DomainError, statusOf } from '../../../platform/errors/index.js';
import type { CheckInBatchResponse, OfflineScanDto, OfflineScanResponse } from './check-in.dto.js';
import { ScanRefusedError, scanOutOfTime } from './check-in.errors.js';
import { toScan } from './check-in.mapper.js';
import { CheckInService } from './check-in.service.js';
import { errorOf, type ScanOutcome } from './scan.js';
import { ScannedTickets } from './scanned-tickets.js';

/** For how long scans are taken after they were made. */
const OLDEST_MS = 7 * 86_400_000;
/** How far the clock of a scanner may be ahead. */
const AHEAD_MS = 60_000;

/** Scans that were made without a connection: each by itself, in the order in which they were made. */
@Injectable()
export class CheckInBatchService {
  constructor(
    private readonly checkIns: CheckInService,
    private readonly scanned: ScannedTickets,
    private readonly clock: Clock,
  ) {}

  async record(scans: readonly OfflineScanDto[], by: Principal): Promise<CheckInBatchResponse> {
    const inOrder = [...scans.entries()].sort(
      ([, one], [, other]) => one.scanned_at.getTime() - other.scanned_at.getTime(),
    );
    const results: OfflineScanResponse[] = [];
    for (const [index, scan] of inOrder) {
      results.push({ index, nonce: scan.nonce, ...(await this.recordOne(scan, by)) });
    }
    const accepted = results.filter((result) => result.accepted).length;
    return {
      accepted,
      refused: results.length - accepted,
      results: results.sort((one, other) => one.index - other.index),
    };
  }

  private async recordOne(
    scan: OfflineScanDto,
    by: Principal,
  ): Promise<Omit<OfflineScanResponse, 'index' | 'nonce'>> {
    const nothing = { accepted: false, result: null, code: null, supersedes: [] } as const;
    try {
      const code = this.scanned.codeOf(toScan(scan));
      const outcome = await this.attempt(scan, by);
      if (!outcome.accepted)
        return { ...nothing, supersedes: [], code, problem: problemOf(errorOf(outcome)) };
      const { answer, supersedes } = outcome;
      return { accepted: true, result: answer.result, code, supersedes: [...supersedes], problem: null };
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      return { ...nothing, supersedes: [], problem: problemOf(error) };
    }
  }

  private attempt(scan: OfflineScanDto, by: Principal): Promise<ScanOutcome> {
    const now = this.clock.now();
    const age = now.getTime() - scan.scanned_at.getTime();
    const moment = scan.scanned_at.toISOString();
    if (age < -AHEAD_MS) {
      throw new ScanRefusedError(scanOutOfTime, `The scan is of ${moment}, which is still to come.`);
    }
    if (age > OLDEST_MS) {
      throw new ScanRefusedError(scanOutOfTime, `The scan is of ${moment}, more than seven days ago.`);
    }
    return this.checkIns.scan({ ...toScan(scan), scannedAt: age < 0 ? now : scan.scanned_at }, by);
  }
}

/** A refusal as it would be the answer to a scan alone. */
function problemOf({ type, message, facts }: DomainError): Record<string, unknown> {
  return {
    type: `/problems/${type.slug}`,
    title: type.title,
    status: statusOf(type),
    detail: message,
    ...facts,
  };
}
