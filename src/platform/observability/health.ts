import { Injectable } from '@nestjs/common';

/** One part of the system that can be asked how it is. */
export interface HealthCheck {
  readonly name: string;
  /** Without this part nothing works: its failure makes the whole not ready. Failures of others only degrade it. */
  readonly vital: boolean;
  /** Resolves when the part answers, rejects when it does not; `not_configured` when there is none. */
  check(): Promise<'not_configured' | undefined>;
}

export type PartStatus = 'up' | 'down' | 'not_configured';

export interface HealthReport {
  readonly status: 'ready' | 'degraded' | 'unavailable';
  readonly parts: Readonly<Record<string, { status: PartStatus }>>;
}

const PATIENCE_MS = 2_000;

/** Asks every part at once, none for longer than two seconds. Why a part is down is for the log, not for strangers. */
@Injectable()
export class Health {
  private readonly checks: HealthCheck[] = [];
  private draining = false;

  /** Whether the process is about to go. */
  get isDraining(): boolean {
    return this.draining;
  }

  register(check: HealthCheck): void {
    this.checks.push(check);
  }

  /** From now on the process says that it is not ready, so that nobody sends it new work. */
  startDraining(): void {
    this.draining = true;
  }

  async report(): Promise<HealthReport> {
    const results = await Promise.all(
      this.checks.map(async (check) => ({ check, status: await statusOfPart(check) })),
    );
    const down = results.filter((result) => result.status === 'down');
    return {
      status:
        this.draining || down.some((result) => result.check.vital)
          ? 'unavailable'
          : down.length > 0
            ? 'degraded'
            : 'ready',
      parts: Object.fromEntries(results.map(({ check, status }) => [check.name, { status }])),
    };
  }
}

async function statusOfPart(check: HealthCheck): Promise<PartStatus> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<'down'>((resolve) => {
    timer = setTimeout(() => resolve('down'), PATIENCE_MS);
  });
  const answer = check.check().then(
    (result): PartStatus => result ?? 'up',
    (): PartStatus => 'down',
  );
  return Promise.race([answer, patience]).finally(() => clearTimeout(timer));
}
