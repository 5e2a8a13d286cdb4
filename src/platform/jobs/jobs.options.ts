import { Inject } from '@nestjs/common';

/** How the queue works in this process. */
export interface JobsOptions {
  /** BullMQ keeps its queue in this Redis (`rediss://` for TLS), or in PostgreSQL where there is none. */
  readonly redisUrl?: string | undefined;
  readonly databaseUrl: string;
  /** Leads to PostgreSQL itself where `databaseUrl` leads to a pooler: LISTEN needs a session of its own. */
  readonly directUrl?: string | undefined;
  /** Whether this process delivers jobs and runs cron tasks; otherwise it only adds to the outbox. */
  readonly work: boolean;
  /** For tests, which are in a hurry. */
  readonly timing?: Partial<JobsTiming>;
}

/** All in milliseconds. */
export interface JobsTiming {
  /** The pause before the second attempt; each further one is twice as long. */
  readonly firstRetry: number;
  /** How often the outbox is looked at when nobody rings. */
  readonly poll: number;
  /** A job that the queue took so long ago and that did not end is given to it again, in case it was lost. */
  readonly redeliverAfter: number;
  /** A job whose process has not been heard of for so long is given to another. */
  readonly stalledAfter: number;
  /** How long a cron task's lease outlives its process. */
  readonly cronLease: number;
  /** How long a shutdown waits for running jobs and tasks. */
  readonly drain: number;
}

export const DEFAULT_TIMING: JobsTiming = {
  firstRetry: 5_000,
  poll: 1_000,
  redeliverAfter: 300_000,
  stalledAfter: 30_000,
  cronLease: 30_000,
  drain: 10_000,
};

/** Attempts that a job gets before it is put on the dead-letter list. */
export const MAX_ATTEMPTS = 8;

export const JOBS_OPTIONS = Symbol('JobsOptions');

/** `JobsOptions` with every time known. */
export type ResolvedJobsOptions = JobsOptions & { readonly timing: JobsTiming };

export const InjectJobsOptions = (): ParameterDecorator => Inject(JOBS_OPTIONS);
