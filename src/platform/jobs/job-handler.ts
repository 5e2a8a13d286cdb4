import 'reflect-metadata';
import { Injectable } from '@nestjs/common';
import type { JobName, JobPayloads } from './job-payloads.js';

const HANDLED_JOB = Symbol('HandledJob');

/** One delivery of a job to its handler. */
export interface JobDelivery {
  /** The job's id in the outbox, the same for every attempt: the far side's idempotency key. */
  readonly id: string;
  /** 1 for the first attempt. */
  readonly attempt: number;
  /**
   * Marks the job as delivered; to be called once. A handler that does not call it is taken to be harmless when repeated,
   * and is marked when it has ended well.
   * - Inside `Transaction.run`, together with the effect: effect and mark are committed together or not at all, so that
   *   the effect happens once however often the job is delivered.
   * - Outside, right before a call to the outside world that must not be repeated: when the handler throws afterwards the
   *   mark is taken back and the job tried again; when the process dies in between it is not.
   * @throws AlreadyDeliveredError when another delivery was faster; let it through, it ends this one quietly
   */
  markDelivered(): Promise<void>;
}

/** What does the work of one kind of job. Throwing means: try again later. */
export interface JobProcessor<Name extends JobName> {
  handle(payload: JobPayloads[Name], delivery: JobDelivery): Promise<void>;
}

type ProcessorClass<Name extends JobName> = new (...dependencies: never[]) => JobProcessor<Name>;

/**
 * Makes a class the handler of a job; listed among the providers of any module it is found at the start.
 * Every job has exactly one handler.
 */
export const JobHandler =
  <Name extends JobName>(name: Name) =>
  (target: ProcessorClass<Name>): void => {
    Injectable()(target);
    Reflect.defineMetadata(HANDLED_JOB, name, target);
  };

/** The name of the job that a class handles, if it handles any. */
export function handledJob(type: object): string | undefined {
  return Reflect.getMetadata(HANDLED_JOB, type) as string | undefined;
}

/** Another delivery of the same job has done its work: this one must not have any effect. */
export class AlreadyDeliveredError extends Error {
  constructor(id: string) {
    super(`Job ${id} was delivered by somebody else in the meantime.`);
    this.name = 'AlreadyDeliveredError';
  }
}
